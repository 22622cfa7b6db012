/* 初期パスワード: made, sealed for its row and opened again. The seal is bound to account and slip number, so
 * that rows cannot be swapped. */
#ifndef NSDB_INITIAL_PASSWORD_H
#define NSDB_INITIAL_PASSWORD_H

#include "seal.h"
#include "settings.h"

/* How many days it is valid: the setting initial_password_days, 90 without it. */
int64_t initial_password_days(const struct settings *settings);

/* A new one for slip `slip_number`, sealed, in `arena`. The password itself stays in `secrets`, a wiping arena, and
 * is given in *password_out unless that is NULL. */
struct bytes initial_password_seal(struct arena *arena, struct arena *secrets, const struct keyring *keyring,
    const char *account_reference, int64_t slip_number, const char **password_out);

/* The password of a slip, in the wiping arena `secrets`. REFUSED when the seal does not fit account and slip. */
enum result initial_password_open(struct arena *secrets, const struct keyring *keyring, const char *account_reference,
    int64_t slip_number, struct bytes sealed, const char **password_out) MUST_USE;

/* Whether `typed` is the password of a slip, as it is or as the notice prints it, in groups with blanks or hyphens between
 * (its alphabet has neither). Both are compared, in constant time; false also when the seal does not fit. */
bool initial_password_fits(struct arena *secrets, const struct keyring *keyring, const char *account_reference,
    int64_t slip_number, struct bytes sealed, const char *typed);

#endif
