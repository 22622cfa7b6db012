/* Users of an institution. */
#include "staff_store.h"

#include "manager_query.h"
#include "text.h"

enum result staff_register(struct store *store, struct arena *arena, const struct user_registration *registration,
    const struct user_values *checked, int64_t *account_id_out)
{
    enum result result = user_register(store, arena, registration, checked, account_id_out);
    if (result == OK && registration->role == ROLE_MANAGER)
        result = manager_expect(store,
            &(struct manager_expect_in){.account_id = *account_id_out,
                .institution_id = registration->institution_id}, NULL);
    return result;
}

enum result staff_list(struct store *store, struct arena *arena, int64_t institution_id,
    const struct user_criteria *criteria, struct staff_search_rows *rows_out)
{
    struct staff_search_in in = {
        .institution_id = institution_id,
        .login_id = criteria->login_id,
        .kind = criteria->kind,
        .state = criteria->state,
        .name_folded = text_fold(arena, criteria->name),
        .first = criteria->first,
        .most = criteria->most,
    };
    return staff_search(store, arena, &in, rows_out);
}
