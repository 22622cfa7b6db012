/* Argon2id by libsodium. */
#include "password.h"

#include <errno.h>
#include <sodium.h>

#include "crypto_need.h"

enum { PASSES = 2, MEMORY_BYTES = 19 * 1024 * 1024 };

/* A hash that no password has, with today's parameters: unknown IDs cost as much as known ones. */
static const char nobody[] =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5aGFzdGhpc3B3IQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

const char *password_hash(struct arena *arena, const char *password)
{
    char *hash = arena_alloc(arena, crypto_pwhash_STRBYTES);
    crypto_need(sodium_init() >= 0, "libsodium");
    crypto_need(crypto_pwhash_str_alg(hash, password, strlen(password), PASSES, MEMORY_BYTES,
                    crypto_pwhash_ALG_ARGON2ID13) == 0,
        "Argon2id");
    return hash;
}

bool password_fits(const char *hash, const char *password)
{
    crypto_need(sodium_init() >= 0, "libsodium");
    errno = 0;
    bool fits = crypto_pwhash_str_verify(hash == NULL ? nobody : hash, password, strlen(password)) == 0;
    /* out of memory must not count as a wrong password */
    crypto_need(fits || errno != ENOMEM, "Argon2id");
    return fits && hash != NULL;
}

bool password_is_outdated(const char *hash)
{
    crypto_need(sodium_init() >= 0, "libsodium");
    return crypto_pwhash_str_needs_rehash(hash, PASSES, MEMORY_BYTES) != 0;
}
