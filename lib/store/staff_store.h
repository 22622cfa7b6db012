/* Users of an institution in the database: registered and found within that institution alone. What
 * happens to accounts otherwise is account_life_store's, who is 責任者 manager_store's. */
#ifndef NSDB_STAFF_STORE_H
#define NSDB_STAFF_STORE_H

#include "official_field.h"
#include "rights.h"
#include "staff_query.h"
#include "store.h"

/* Somebody to register: a clerk or a coming 責任者. */
struct staff_member {
    enum role role; /* ROLE_CLERK or ROLE_MANAGER */
    int64_t institution_id;
    int64_t created_by;
    const char *reference;
    const char *login_id;
    struct bytes sealed; /* "initial_password:<reference>:1" */
    int64_t valid_days;
};

/* A new user, 未発行; a 責任者 is expected from here on. CONFLICT with the key institution_manager_pending when
 * another one is expected already. Inside the caller's transaction. */
enum result staff_register(struct store *store, struct arena *arena, const struct staff_member *member,
    const struct official_values *checked, int64_t *account_id_out) MUST_USE;

/* The conditions of a search; "" switches one off. */
struct staff_criteria {
    const char *name;
    const char *login_id;
    const char *kind;  /* manager, doctor or clerk */
    const char *state;
};

/* A page of the institution's users by kana: `most` of them from `first` on. */
enum result staff_list(struct store *store, struct arena *arena, int64_t institution_id, const struct staff_criteria *criteria,
    int64_t first, int64_t most, struct staff_search_rows *rows_out) MUST_USE;

#endif
