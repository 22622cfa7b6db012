/* The random things of a new user's account: public reference, ユーザID, 初期パスワード sealed for its row. */
#ifndef NSDB_USER_CREDENTIALS_H
#define NSDB_USER_CREDENTIALS_H

#include "seal.h"
#include "user_store.h"

/* Fills reference, login_id and sealed, in `arena`. The password itself stays in `secrets`, a wiping arena, and is
 * given in *password_out unless that is NULL. */
void user_credentials_add(struct arena *arena, struct arena *secrets, const struct keyring *keyring,
    struct user_registration *registration, const char **password_out);

#endif
