/* New accounts of users of public bodies and institutions, doctors apart: registered the same way whoever they are. */
#ifndef NSDB_USER_STORE_H
#define NSDB_USER_STORE_H

#include "rights.h"
#include "store.h"
#include "user_field.h"

/* Whose account it is, and its random things. */
struct user_registration {
    enum role role;
    int64_t municipality_id; /* of a municipal user; else 0 */
    int64_t institution_id;  /* of an institution's user; else 0 */
    int64_t created_by;      /* 0 for the first administrators */
    const char *reference;
    const char *login_id;
    struct bytes sealed;     /* the initial password of slip 1 (crypto/initial_password) */
    int64_t valid_days;      /* of that password */
};

/* 氏名 or フリガナ as searches compare it: both parts, folded. `first` is the field of the family's part. */
const char *user_folded(struct arena *arena, const struct user_values *checked, enum user_field first);

/* A new user, 未発行. Runs inside the caller's transaction; the caller writes the log. */
enum result user_register(struct store *store, struct arena *arena, const struct user_registration *registration,
    const struct user_values *checked, int64_t *account_id_out) MUST_USE;

#endif
