/* Passwords that persons choose: Argon2id (libsodium), parameters in the hash. */
#ifndef NSDB_PASSWORD_H
#define NSDB_PASSWORD_H

#include <stdbool.h>

#include "arena.h"

/* The PHC string of a password (19 MiB, 2 passes). */
const char *password_hash(struct arena *arena, const char *password);

/* Whether the password fits the hash. A NULL hash takes the same time and never fits (A14). */
bool password_fits(const char *hash, const char *password);

/* Whether the hash has other parameters than today's: hash again at the next sign-in. */
bool password_is_outdated(const char *hash);

#endif
