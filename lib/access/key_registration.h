/* 暗号化鍵ファイル: making one, registering it by a first proof of possession, and proving it at each sign-in.
 * Two doors use it: the first sign-in of institution users (key file by mail) and 自アカウント管理 of all others (download). */
#ifndef NSDB_KEY_REGISTRATION_H
#define NSDB_KEY_REGISTRATION_H

#include "fields.h"
#include "request.h"
#include "seal.h"
#include "session.h"
#include "store.h"

/* A key file just made. The file's text lives in the request's wiping arena. */
struct key_made {
    const char *passphrase;
    const char *pem;
    struct bytes public_key;
    struct bytes passphrase_sealed;   /* bound by seal_place_passphrase() */
};

/* Makes key and passphrase; nothing is stored. */
void key_make(const struct request *request, const struct keyring *keyring, const char *account_reference,
    struct key_made *made_out);

/* Stores it as pending, to be proven within 24 h; an earlier pending one is void. mail_generation 0 when it is
 * downloaded on screen. Runs inside the caller's transaction. */
enum result key_pending_store(struct store *store, struct arena *arena, int64_t account_id, int64_t mail_generation,
    struct bytes public_key) MUST_USE;

/* The passphrase of a sealed column, in the request's wiping arena. */
enum result key_passphrase_open(const struct request *request, const struct keyring *keyring,
    const char *account_reference, struct bytes sealed, const char **passphrase_out) MUST_USE;

/* What a form of key proof brought: a signature over the session's challenge, or file and passphrase. */
struct key_proof {
    struct bytes signature;     /* empty without script */
    struct bytes file;          /* the picked file, in the wiping arena; empty for none */
    const char *passphrase;
};

/* Reads the fields signature, key_file and passphrase. False when none of both ways was filled in. */
bool key_proof_read(const struct request *request, const struct fields *fields, struct key_proof *proof_out);

/* A text that tells one wrong proof from another, for the counting of tries. */
struct bytes key_proof_secret(const struct request *request, const struct key_proof *proof);

/* Whether the proof is one of this key. REFUSED when not. */
enum result key_proof_check(const struct request *request, const struct key_proof *proof, struct bytes challenge,
    struct bytes public_key) MUST_USE;

/* The key that a registration proves: pending, not lapsed, of the latest mail address (A10). NOT_FOUND for none. */
enum result key_waiting(struct store *store, struct arena *arena, int64_t account_id, int64_t *key_file_id_out,
    struct bytes *public_key_out) MUST_USE;

/* The key that a sign-in proves. */
enum result key_in_force(struct store *store, struct arena *arena, int64_t account_id, int64_t *key_file_id_out,
    struct bytes *public_key_out) MUST_USE;

/* Makes a proven pending key the account's key; the one before is void. CONFLICT when it lapsed or was superseded.
 * Runs inside the caller's transaction. */
enum result key_activate(struct store *store, int64_t account_id, int64_t key_file_id) MUST_USE;

/* The names of the fields that every form of key proof declares. */
#define KEY_PROOF_FIELDS                                                                                 \
    {"signature", "署名", FIELD_SECRET, 200, 0}, {"key_file", "暗号化鍵ファイル", FIELD_FILE, 16384, 0},    \
    {"passphrase", "パスフレーズ", FIELD_SECRET, 100, 0}

#endif
