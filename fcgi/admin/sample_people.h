/* The people of the sample site: officials of all organisations, 責任者, clerks and 400 doctors. Of each role one
 * account before and one after the first sign-in is shown to the person who tries the system. */
#ifndef NSDB_SAMPLE_PEOPLE_H
#define NSDB_SAMPLE_PEOPLE_H

#include "list.h"
#include "sample_rows.h"

enum {
    SAMPLE_DOCTORS = 400,
    SAMPLE_MANAGED_INSTITUTION = 28,  /* its 責任者 is no doctor */
    SAMPLE_SUCCESSION_INSTITUTION = 29 /* its 責任者 hands over to somebody who is no doctor */
};

/* One account of var/sign-ins.tsv. Secrets are in clear: it is a sample site. */
struct sample_sign_in {
    const char *role;
    const char *organisation;
    const char *name;
    const char *login_id;
    const char *password;
    bool signed_in;             /* after the first sign-in */
    bool institutional;         /* its first sign-in has mail, key and 秘密の質問 */
    const char *key_file;       /* PEM text; NULL before the first sign-in */
    const char *passphrase;
};

struct sample_people {
    struct sample_rows rows;
    struct arena *secrets;
    struct day today;
    size_t names;               /* used so far */
    LIST_OF(struct sample_sign_in) sign_ins;
    const char *lost_hash;      /* of a password that nobody knows; NULL until it is needed */
    struct bytes lost_key;      /* public half of a key that nobody has */
};

/* 厚労省, 運用事業者, システム運営主体 and the municipalities: administrator and staff, before and after. */
void sample_officials(struct sample_people *people);

/* The 400 doctors of the 30 institutions, with their designations, and the 責任者. */
void sample_doctors(struct sample_people *people);

/* 責任者 who are no doctors, and clerks. */
void sample_institution_staff(struct sample_people *people);

/* `count` more doctors who have never signed in, from the `first`-th on, for measuring under load. */
void sample_crowd(struct sample_people *people, size_t first, size_t count);

/* Completes an account that is shown: before the first sign-in an issued 初期パスワード, after it a chosen password,
 * 秘密の質問, mail address and registered key. */
void sample_show(struct sample_people *people, struct sample_account_in *account, const char *role,
    const char *organisation, bool signed_in);

/* Completes an account in use that is not shown: all that a first sign-in leaves is there, and nobody knows it. */
void sample_hide(struct sample_people *people, struct sample_account_in *account);

#endif
