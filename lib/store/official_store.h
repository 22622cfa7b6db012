/* Users of 自治体, 厚労省, 運用事業者 and システム運営主体 in the database: made, found and corrected within their own
 * organisation alone. What happens to accounts otherwise (reset, unlock, deletion) is account_life_store's. */
#ifndef NSDB_OFFICIAL_STORE_H
#define NSDB_OFFICIAL_STORE_H

#include "official_field.h"
#include "official_query.h"
#include "rights.h"
#include "store.h"

/* An organisation: a municipality, or (municipality_id 0) the one that the two roles name. */
struct organisation {
    int64_t municipality_id;
    enum role administrator;
    enum role member;
};

/* The organisation of a user with this role; `municipality_id` counts for municipal ones alone. Roles of institutions
 * have none: both roles are ROLE_NONE then. */
struct organisation organisation_of(enum role role, int64_t municipality_id);

/* The random things of a new account, and its sealed first password. */
struct official_credentials {
    const char *reference;
    const char *login_id;
    struct bytes sealed; /* "initial_password:<reference>:1" */
};

/* A new user with `role`, 未発行. `created_by` 0 for the first ones. Runs inside the caller's transaction; the caller
 * writes the log. */
enum result official_register(struct store *store, struct arena *arena, enum role role, int64_t municipality_id,
    const struct official_values *checked, const struct official_credentials *credentials, int64_t created_by,
    int64_t valid_days, int64_t *account_id_out) MUST_USE;

/* The user with this public id. NOT_FOUND when it is none of the organisation's. */
enum result official_find(struct store *store, struct arena *arena, const struct organisation *organisation,
    const char *reference, struct official_one_out *row_out) MUST_USE;

/* Corrects a user that was found. CONFLICT when somebody did since `version`. */
enum result official_correct(struct store *store, struct arena *arena, int64_t account_id, int64_t version,
    const struct official_values *checked) MUST_USE;

/* The conditions of a search; "" switches one off. */
struct official_criteria {
    const char *name;
    const char *login_id;
    const char *role;
    const char *state;
};

/* A page of the organisation's users by kana: `most` of them from `first` on. */
enum result official_list(struct store *store, struct arena *arena, const struct organisation *organisation,
    const struct official_criteria *criteria, int64_t first, int64_t most, struct official_search_rows *rows_out) MUST_USE;

#endif
