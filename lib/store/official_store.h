/* Users of 自治体, 厚労省, 運用事業者 and システム運営主体 in the database: found and corrected within their own
 * organisation alone. Registration is user_store's, what happens to accounts otherwise (reset, unlock, deletion)
 * account_life_store's. */
#ifndef NSDB_OFFICIAL_STORE_H
#define NSDB_OFFICIAL_STORE_H

#include "official_query.h"
#include "rights.h"
#include "store.h"
#include "user_criteria.h"
#include "user_field.h"

/* An organisation: a municipality, or (municipality_id 0) the one that the two roles name. */
struct organisation {
    int64_t municipality_id;
    enum role administrator;
    enum role member;
};

/* The organisation of a user with this role; `municipality_id` counts for municipal ones alone. Roles of institutions
 * have none: both roles are ROLE_NONE then. */
struct organisation organisation_of(enum role role, int64_t municipality_id);

/* The user with this public id. NOT_FOUND when it is none of the organisation's. */
enum result official_find(struct store *store, struct arena *arena, const struct organisation *organisation,
    const char *reference, struct official_one_out *row_out) MUST_USE;

/* Corrects a user that was found. CONFLICT when somebody did since `version`. */
enum result official_correct(struct store *store, struct arena *arena, int64_t account_id, int64_t version,
    const struct user_values *checked) MUST_USE;

/* A page of the organisation's users by kana. */
enum result official_list(struct store *store, struct arena *arena, const struct organisation *organisation,
    const struct user_criteria *criteria, struct official_search_rows *rows_out) MUST_USE;

#endif
