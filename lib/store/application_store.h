/* 管理者権限のユーザID申請リスト in the database: loading, the steps, issuing. All calls run inside the caller's
 * transaction; the caller writes the log. */
#ifndef NSDB_APPLICATION_STORE_H
#define NSDB_APPLICATION_STORE_H

#include "application_list.h"
#include "application_list_query.h"
#include "store.h"
#include "user_store.h"

/* The municipalities for the check of a file. */
enum result application_municipalities_read(struct store *store, struct arena *arena,
    struct application_municipalities *known_out) MUST_USE;

/* Whether the municipality has a 自治体管理者 with this mail address already. */
enum result application_is_taken(struct store *store, struct arena *arena, int64_t municipality_id, const char *mail,
    bool *taken_out) MUST_USE;

/* Stores a checked list with its applicants: ②③. `list` lacks rows_total. */
enum result application_list_write(struct store *store, struct arena *arena, struct application_list_insert_in *list,
    const struct applications *applicants, int64_t *list_id_out) MUST_USE;

enum application_step { APPLICATION_APPROVE, APPLICATION_REQUEST, APPLICATION_ISSUE, APPLICATION_REJECT };

/* Takes the step. CONFLICT when the list is not where the step starts, or (④) this person loaded it. `reason`
 * counts for APPLICATION_REJECT alone. */
enum result application_step_take(struct store *store, int64_t list_id, int64_t account_id, enum application_step step,
    const char *reason) MUST_USE;

/* Makes the account of one applicant (`registration`: a 自治体管理者 of the row's municipality), 発行済, and takes over the
 * shipping address. CONFLICT when the municipality has an administrator with this mail address by now. */
enum result application_issue_one(struct store *store, struct arena *arena, int64_t list_id,
    const struct application_rows_out *row, const struct user_registration *registration,
    int64_t *account_id_out) MUST_USE;

#endif
