/* Passwords that persons choose, and their answers to 秘密の質問: Argon2id (libsodium), parameters in the hash; the hash is stored
 * sealed under the key ring outside the database (C02), so that a stolen table is nothing to guess with. Sealed and not mixed in
 * as an HMAC key before Argon2id: then a key could be replaced only where the person types the password again.
 * `place` is what the stored value is bound to (seal_place.h): one that was moved to another account or column does not open.
 * `secrets` are wiping arenas; what is given lives there. */
#ifndef NSDB_PASSWORD_H
#define NSDB_PASSWORD_H

#include <stdbool.h>

#include "seal.h"

/* The PHC string of a password (19 MiB, 2 passes), not yet sealed. */
const char *password_hash(struct arena *secrets, const char *password);

/* What is stored of a hash. */
struct bytes password_close(struct arena *secrets, const struct keyring *keyring, const char *place, const char *hash);

/* Both in one: what is stored of a password. */
struct bytes password_seal(struct arena *secrets, const struct keyring *keyring, const char *place, const char *password);

/* Whether the password fits what is stored: OK or REFUSED. NULL for nothing stored takes the same work, opening a seal and one
 * Argon2id, and is REFUSED (A14). FAILED, after the same work and with a line in the log for the operator, when the stored value does
 * not open: altered, moved, or sealed under a key that is not in the ring. Nobody may be let in then, and nobody be told that it
 * is wrong. A hash that a release before migration 0017 left unsealed is compared as it is. */
enum result password_fits(struct arena *secrets, const struct keyring *keyring, const char *place, struct bytes stored,
    const char *password) MUST_USE;

/* Whether a stored value that fits should be written anew at a sign-in: other parameters than today's, or not sealed. */
bool password_is_outdated(struct arena *secrets, const struct keyring *keyring, const char *place, struct bytes stored);

/* Whether a release before migration 0017 wrote the stored value, without a seal. */
bool password_is_unsealed(struct bytes stored);

#endif
