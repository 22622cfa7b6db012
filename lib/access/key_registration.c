/* 暗号化鍵ファイル: making, registering, proving. */
#include "key_registration.h"

#include <string.h>
#include <unistd.h>

#include "digest.h"
#include "key_file.h"
#include "key_file_query.h"
#include "seal_place.h"
#include "text.h"
#include "token.h"

static struct bytes bytes_of_text(const char *text)
{
    return (struct bytes){(const uint8_t *)text, strlen(text)};
}

void key_make(const struct request *request, const struct keyring *keyring, const char *account_reference,
    struct key_made *made_out)
{
    struct key_made made = {.passphrase = token_passphrase(request->secrets)};
    key_file_make(request->arena, request->secrets, made.passphrase, &made.pem, &made.public_key);
    made.passphrase_sealed = seal_close(request->arena, keyring, bytes_of_text(made.passphrase),
        seal_place_passphrase(request->arena, account_reference));
    *made_out = made;
}

enum result key_pending_store(struct store *store, struct arena *arena, int64_t account_id, int64_t mail_generation,
    struct bytes public_key)
{
    struct key_file_account_hold_out held;
    enum result result = key_file_account_hold(store, arena, &(struct key_file_account_hold_in){account_id}, &held);
    if (result == OK)
        result = key_file_void_pending(store, &(struct key_file_void_pending_in){account_id}, NULL);
    if (result == OK)
        result = key_file_insert(store, &(struct key_file_insert_in){.account_id = account_id,
            .mail_generation = mail_generation, .public_key = public_key}, NULL);
    return result;
}

enum result key_passphrase_open(const struct request *request, const struct keyring *keyring,
    const char *account_reference, struct bytes sealed, const char **passphrase_out)
{
    struct bytes plain;
    enum result opened = seal_open(request->secrets, keyring, sealed,
        seal_place_passphrase(request->arena, account_reference), &plain);
    if (opened == OK)
        *passphrase_out = (const char *)plain.data;
    return opened;
}

static struct bytes read_file(struct arena *secrets, const struct uploaded_file *file)
{
    if (file == NULL || file->size <= 0)
        return BYTES_NONE;
    uint8_t *data = arena_alloc(secrets, (size_t)file->size);
    size_t have = 0;
    while (have < (size_t)file->size) {
        ssize_t got = pread(file->fd, data + have, (size_t)file->size - have, (off_t)have);
        if (got <= 0)
            return BYTES_NONE;
        have += (size_t)got;
    }
    return (struct bytes){data, have};
}

bool key_proof_read(const struct request *request, const struct fields *fields, struct key_proof *proof_out)
{
    struct key_proof proof = {.passphrase = field(fields, "passphrase")};
    const char *signature = field(fields, "signature");
    if (!text_is_empty(signature) && !digest_from_base64(request->arena, signature, &proof.signature))
        proof.signature = bytes_of_text(signature);
    if (field_file_count(fields, "key_file") > 0)
        proof.file = read_file(request->secrets, field_file(fields, "key_file", 0));
    *proof_out = proof;
    return proof.signature.size > 0 || (proof.file.size > 0 && !text_is_empty(proof.passphrase));
}

struct bytes key_proof_secret(const struct request *request, const struct key_proof *proof)
{
    if (proof->signature.size > 0)
        return proof->signature;
    struct digest file = digest_of(proof->file);
    return bytes_of_text(arena_format(request->secrets, "%s:%s",
        digest_hex(request->secrets, digest_bytes(&file)), proof->passphrase));
}

enum result key_proof_check(const struct request *request, const struct key_proof *proof, struct bytes challenge,
    struct bytes public_key)
{
    if (proof->signature.size > 0)
        return key_file_verify(public_key, challenge, proof->signature);
    struct bytes opened;
    enum result result = key_file_open(request->arena, request->secrets, proof->file, proof->passphrase, &opened);
    if (result != OK)
        return result;
    return digest_equal(opened, public_key) ? OK : REFUSED;
}

enum result key_waiting(struct store *store, struct arena *arena, int64_t account_id, int64_t *key_file_id_out,
    struct bytes *public_key_out)
{
    struct key_file_waiting_out row;
    enum result found = key_file_waiting(store, arena, &(struct key_file_waiting_in){account_id}, &row);
    if (found == OK) {
        *key_file_id_out = row.key_file_id;
        *public_key_out = row.public_key;
    }
    return found;
}

enum result key_in_force(struct store *store, struct arena *arena, int64_t account_id, int64_t *key_file_id_out,
    struct bytes *public_key_out)
{
    struct key_file_in_force_out row;
    enum result found = key_file_in_force(store, arena, &(struct key_file_in_force_in){account_id}, &row);
    if (found == OK) {
        *key_file_id_out = row.key_file_id;
        *public_key_out = row.public_key;
    }
    return found;
}

enum result key_activate(struct store *store, int64_t account_id, int64_t key_file_id)
{
    int64_t changed = 0;
    enum result result = key_file_void_active(store, &(struct key_file_void_active_in){account_id}, NULL);
    if (result == OK)
        result = key_file_activate(store, &(struct key_file_activate_in){key_file_id}, &changed);
    return result == OK && changed == 0 ? CONFLICT : result;
}
