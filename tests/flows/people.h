/* Accounts that flow tests sign in with. */
#ifndef NSDB_TEST_PEOPLE_H
#define NSDB_TEST_PEOPLE_H

#include "visitor.h"

enum person_kind { PERSON_DOCTOR, PERSON_CLERK, PERSON_STAFF };

struct person {
    const char *login_id;
    const char *reference;
    const char *password;      /* initial or chosen */
    int64_t id;
};

/* A municipality and an institution that all of them belong to. */
void people_ground(struct visitor *visitor);

/* An account with an initial password, 未発行, before its first sign-in. */
struct person people_new(struct visitor *visitor, enum person_kind kind);

/* An account in use: a chosen password and an active key; *pem_out and *passphrase_out open it. */
struct person people_in_use(struct visitor *visitor, enum person_kind kind, const char **pem_out,
    const char **passphrase_out);

/* Gives the account a password, by its PHC string, sealed as it is stored; only id and reference are read. */
void people_password(struct visitor *visitor, const struct person *person, const char *hash);

/* The signature that the browser would make over a page's challenge (base64url). */
const char *people_sign(struct visitor *visitor, const char *pem, const char *passphrase, const char *challenge);

/* GET /signin/ and POST with ID and password. */
void people_sign_in(struct visitor *visitor, const char *login_id, const char *password);

/* The key file out of the latest mail ordered for the person. */
const char *people_mailed_key_file(struct visitor *visitor, int64_t id);

/* GET /signin/key, which shows it. */
const char *people_passphrase(struct visitor *visitor);

#endif
