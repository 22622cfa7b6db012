/* The rows that sample data consist of: collected first, stored in one go, so that a transaction can be repeated. */
#ifndef NSDB_SAMPLE_ROWS_H
#define NSDB_SAMPLE_ROWS_H

#include "initial_password_query.h"
#include "list.h"
#include "sample_names.h"
#include "sample_query.h"
#include "seal.h"

struct sample_rows {
    struct arena *arena;
    const struct keyring *keyring;
    LIST_OF(struct sample_institution_in) institutions;
    LIST_OF(struct sample_institution_bigrams_in) institution_bigrams;
    LIST_OF(struct sample_account_in) accounts;
    LIST_OF(struct sample_epoch_in) epochs;
    LIST_OF(struct sample_account_bigrams_in) account_bigrams;
    LIST_OF(struct sample_initial_password_in) initial_passwords;
    LIST_OF(struct sample_password_in) passwords;
    LIST_OF(struct sample_secret_question_in) secret_questions;
    LIST_OF(struct sample_key_file_in) key_files;
    LIST_OF(struct sample_designation_in) designations;
    LIST_OF(struct sample_affiliation_in) affiliations;
    LIST_OF(struct sample_manager_in) managers;
    LIST_OF(struct sample_notification_in) notifications;
};

/* The n-th institution of sample_places. */
void sample_rows_institution(struct sample_rows *rows, size_t institution);

/* A person with a new reference and ユーザID, the epoch row and the search index; gives the row, to be completed
 * by the caller. */
struct sample_account_in *sample_rows_account(struct sample_rows *rows, const char *role, struct sample_name name);

/* A new 初期パスワード of an account, sealed; gives it in clear. */
const char *sample_rows_initial_password(struct sample_rows *rows, const char *reference, bool printed);

/* Stores all rows, parents first, inside the caller's transaction. */
enum result sample_rows_store(struct store *store, const struct sample_rows *rows) MUST_USE;

#endif
