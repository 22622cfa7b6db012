/* Registering designated doctors (R-023…R-043): one for 個別登録, many for 一括登録, by the same statements. All
 * calls run inside the caller's transaction; use designated_doctor_transaction(), which looks again when
 * somebody was first. */
#ifndef NSDB_DESIGNATED_DOCTOR_STORE_H
#define NSDB_DESIGNATED_DOCTOR_STORE_H

#include "bytes.h"
#include "complaint.h"
#include "designated_doctor.h"
#include "registration_answer.h"
#include "store.h"

/* Who registers: a person of a municipality, alone or by a file. */
struct doctor_registrar {
    int64_t account_id;
    const char *role;       /* role_word() */
    int64_t municipality_id;
    const char *source;     /* client address */
    const char *request_id;
    int64_t import_id;      /* 0 for 個別登録 */
    int64_t initial_password_days;
};

/* Random things that a new account needs: access/doctor_credentials makes them, since this room has no
 * cryptography. */
struct doctor_credentials {
    const char *account_reference;
    const char *login_id;
    struct bytes sealed_password; /* of slip 1 (crypto/initial_password) */
    const char *designation_reference;
    const char *institution_reference;
};

/* One doctor to register and what came of it. */
struct doctor_registration {
    struct designated_doctor doctor;
    int64_t row; /* of the file, as Excel counts; 0 for 個別登録 */
    struct doctor_credentials credentials;
    const char *confirmed_institution_name; /* of a form: the registered name that the person accepts; NULL: none yet */

    /* Filled by examine and write: */
    enum registration_answer answer;
    const char *message;       /* why not, Japanese; "" when it is fine */
    bool tells_of_others;      /* the answer says that others issued an ID */
    const char *registered_institution_name; /* when the institution is known under another name; else NULL */
    int64_t account_id;
    const char *account_reference;
    const char *login_id;
    int64_t designation_id;
};

/* Looks the doctors up and fills `answer`, `message` and what is known of the account. Items that could not be read are
 * "" and ask nothing. Rows of one call should differ in 医籍登録番号 or scheme. */
enum result designated_doctor_examine(struct store *store, struct arena *arena,
    const struct doctor_registrar *registrar, struct doctor_registration *rows, size_t count) MUST_USE;

/* Writes examined rows, all of which were fine: institutions, accounts with initial passwords, designations,
 * affiliations, the first 責任者 of each institution without one, notifications, log. At most 1,000 rows a call
 * and one row for each 医籍登録番号. CONFLICT when somebody was first. */
enum result designated_doctor_write(struct store *store, struct arena *arena,
    const struct doctor_registrar *registrar, struct doctor_registration *rows, size_t count) MUST_USE;

/* 個別登録: examines and writes one doctor. REFUSED with a complaint when the database says no, or when the institution is
 * registered under another name that was not confirmed: the transaction must then be rolled back, and
 * designated_doctor_log_answer() called after it. */
enum result designated_doctor_register_one(struct store *store, struct arena *arena,
    const struct doctor_registrar *registrar, struct doctor_registration *registration,
    struct complaints *complaints) MUST_USE;

/* For an examined registration of a form: REFUSED with the complaint "other_institution_name" when the institution is
 * registered under another name than the confirmed one. */
enum result designated_doctor_confirmed(struct arena *arena, const struct doctor_registration *registration,
    struct complaints *complaints) MUST_USE;

/* Logs that this municipality was told of another's ID; does nothing for other answers. Runs its own
 * transaction. */
enum result designated_doctor_log_answer(struct store *store, const struct doctor_registrar *registrar,
    const struct doctor_registration *registration) MUST_USE;

/* The same for many rows inside the caller's transaction. */
enum result designated_doctor_log_answers(struct store *store, struct arena *arena,
    const struct doctor_registrar *registrar, const struct doctor_registration *rows, size_t count) MUST_USE;

/* store_transaction(), repeated when the body met CONFLICT because another registration committed the same
 * doctor, number or institution meanwhile: the next run sees it and says so. */
enum result designated_doctor_transaction(struct store *store,
    enum result (*body)(struct store *store, void *context), void *context) MUST_USE;

/* Who wants to know how far a withdrawal has come. */
struct doctor_withdrawal {
    const struct doctor_registrar *registrar; /* import_id says which */
    void (*tell)(void *context, int64_t done, int64_t all);
    void *context;
    int64_t count; /* filled: how many designations ended */
};

/* [取り込みの取消]: deletes every designation of the import, and the accounts that end with it. REFUSED when
 * a notice of one of them was printed or its doctor has signed in. */
enum result designated_doctor_withdraw(struct store *store, struct arena *arena,
    struct doctor_withdrawal *withdrawal) MUST_USE;

#endif
