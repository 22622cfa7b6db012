/* Users of an institution in the database: registered and found within that institution alone (R-064, R-067,
 * What happens to accounts otherwise is account_life_store's, who is 責任者 manager_store's. */
#ifndef NSDB_STAFF_STORE_H
#define NSDB_STAFF_STORE_H

#include "rights.h"
#include "staff_query.h"
#include "store.h"
#include "user_criteria.h"
#include "user_store.h"

/* A new clerk or 責任者, 未発行; a 責任者 is expected from here on. CONFLICT with the key
 * institution_manager_pending when another one is expected already. Inside the caller's transaction. */
enum result staff_register(struct store *store, struct arena *arena, const struct user_registration *registration,
    const struct user_values *checked, int64_t *account_id_out) MUST_USE;

/* A page of the institution's users by kana. */
enum result staff_list(struct store *store, struct arena *arena, int64_t institution_id,
    const struct user_criteria *criteria, struct staff_search_rows *rows_out) MUST_USE;

#endif
