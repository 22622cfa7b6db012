/* New accounts. */
#include "user_store.h"

#include "auth_epoch_query.h"
#include "initial_password_query.h"
#include "text.h"
#include "user_query.h"

const char *user_folded(struct arena *arena, const struct user_values *checked, enum user_field first)
{
    return text_fold(arena, arena_format(arena, "%s%s", checked->values[first], checked->values[first + 1]));
}

enum result user_register(struct store *store, struct arena *arena, const struct user_registration *registration,
    const struct user_values *checked, int64_t *account_id_out)
{
    const char *const *values = checked->values;
    struct user_insert_in in = {
        .reference = registration->reference,
        .login_id = registration->login_id,
        .role = role_word(registration->role),
        .municipality_id = registration->municipality_id,
        .institution_id = registration->institution_id,
        .family_name = values[USER_FAMILY_NAME],
        .given_name = values[USER_GIVEN_NAME],
        .family_kana = values[USER_FAMILY_KANA],
        .given_kana = values[USER_GIVEN_KANA],
        .name_folded = user_folded(arena, checked, USER_FAMILY_NAME),
        .kana_folded = user_folded(arena, checked, USER_FAMILY_KANA),
        .department = values[USER_DEPARTMENT],
        .telephone = values[USER_TELEPHONE],
        .contact_mail = values[USER_MAIL],
        .created_by = registration->created_by,
    };
    int64_t id = 0;
    enum result result = user_insert(store, &in, &id);
    if (result == OK)
        result = auth_epoch_insert(store, &(struct auth_epoch_insert_in){.account_id = id}, NULL);
    if (result == OK)
        result = user_password_insert(store,
            &(struct user_password_insert_in){
                .account_id = id, .sealed = registration->sealed, .days = registration->valid_days},
            NULL);
    *account_id_out = id;
    return result;
}
