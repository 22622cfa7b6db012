/* The random things of a new account: ユーザID, 初期パスワード sealed for its row, public references. */
#ifndef NSDB_DOCTOR_CREDENTIALS_H
#define NSDB_DOCTOR_CREDENTIALS_H

#include "designated_doctor_store.h"
#include "seal.h"

/* Fresh credentials in `arena`; the password itself exists only in `secrets` (a wiping arena) until that is reset. */
struct doctor_credentials doctor_credentials_make(struct arena *arena, struct arena *secrets,
    const struct keyring *keyring);

#endif
