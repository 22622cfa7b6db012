/* Argon2id by libsodium, sealed. */
#include "password.h"

#include <errno.h>
#include <sodium.h>

#include "crypto_need.h"
#include "log.h"

enum { PASSES = 2, MEMORY_BYTES = 19 * 1024 * 1024 };

/* A hash that no password has, with today's parameters: unknown IDs cost as much as known ones. */
static const char nobody[] =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5aGFzdGhpc3B3IQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/* How an unsealed hash begins. A sealed one begins with the number of its key and twelve random bytes. */
static const char unsealed_mark[] = "$argon2id$";

const char *password_hash(struct arena *secrets, const char *password)
{
    char *hash = arena_alloc(secrets, crypto_pwhash_STRBYTES);
    crypto_need(sodium_init() >= 0, "libsodium");
    crypto_need(crypto_pwhash_str_alg(hash, password, strlen(password), PASSES, MEMORY_BYTES,
                    crypto_pwhash_ALG_ARGON2ID13) == 0,
        "Argon2id");
    return hash;
}

struct bytes password_close(struct arena *secrets, const struct keyring *keyring, const char *place, const char *hash)
{
    return seal_close(secrets, keyring, (struct bytes){(const uint8_t *)hash, strlen(hash)}, place);
}

struct bytes password_seal(struct arena *secrets, const struct keyring *keyring, const char *place, const char *password)
{
    return password_close(secrets, keyring, place, password_hash(secrets, password));
}

bool password_is_unsealed(struct bytes stored)
{
    size_t length = sizeof unsealed_mark - 1;
    return stored.data != NULL && stored.size >= length && memcmp(stored.data, unsealed_mark, length) == 0;
}

/* As long as a sealed hash, and it does not open: what unknown IDs have opened. */
static struct bytes decoy(struct arena *secrets, const struct keyring *keyring)
{
    size_t size = SEAL_OVERHEAD_BYTES + sizeof nobody - 1;
    uint8_t *sealed = arena_alloc(secrets, size);
    memset(sealed, 0, size);
    sealed[0] = (uint8_t)seal_newest_key_id(keyring);
    return (struct bytes){sealed, size};
}

/* The PHC string of a stored value; `nobody` when it does not open. */
static enum result open_hash(struct arena *secrets, const struct keyring *keyring, const char *place, struct bytes stored,
    const char **hash_out)
{
    struct bytes plain = BYTES_NONE;
    *hash_out = nobody;
    if (password_is_unsealed(stored))
        *hash_out = arena_text_part(secrets, (const char *)stored.data, stored.size);
    else if (seal_open(secrets, keyring, stored, place, &plain) != OK)
        return REFUSED;
    else
        *hash_out = (const char *)plain.data;
    return OK;
}

static bool verifies(const char *hash, const char *password)
{
    crypto_need(sodium_init() >= 0, "libsodium");
    errno = 0;
    bool fits = crypto_pwhash_str_verify(hash, password, strlen(password)) == 0;
    /* out of memory must not count as a wrong password */
    crypto_need(fits || errno != ENOMEM, "Argon2id");
    return fits;
}

enum result password_fits(struct arena *secrets, const struct keyring *keyring, const char *place, struct bytes stored,
    const char *password)
{
    const char *hash;
    bool known = stored.data != NULL;
    enum result opened = open_hash(secrets, keyring, place, known ? stored : decoy(secrets, keyring), &hash);
    bool fits = verifies(hash, password);
    if (!known)
        return REFUSED;
    if (opened == OK)
        return fits ? OK : REFUSED;
    log_error("password", "the stored hash %s does not open with this key ring: it was altered, or its key is missing "
        "(nsdb-admin keys check)", place);
    return FAILED;
}

bool password_is_outdated(struct arena *secrets, const struct keyring *keyring, const char *place, struct bytes stored)
{
    const char *hash;
    crypto_need(sodium_init() >= 0, "libsodium");
    return password_is_unsealed(stored) || open_hash(secrets, keyring, place, stored, &hash) != OK
        || crypto_pwhash_str_needs_rehash(hash, PASSES, MEMORY_BYTES) != 0;
}
