/* Users of an institution. */
#include "staff_store.h"

#include "auth_epoch_query.h"
#include "manager_query.h"
#include "text.h"

static const char *folded(struct arena *arena, const char *family, const char *given)
{
    return text_fold(arena, arena_format(arena, "%s%s", family, given));
}

static enum result insert(struct store *store, struct arena *arena, const struct staff_member *member,
    const struct official_values *checked, int64_t *account_id_out)
{
    const char *const *values = checked->values;
    struct staff_insert_in in = {
        .reference = member->reference,
        .login_id = member->login_id,
        .role = role_word(member->role),
        .institution_id = member->institution_id,
        .family_name = values[OFFICIAL_FAMILY_NAME],
        .given_name = values[OFFICIAL_GIVEN_NAME],
        .family_kana = values[OFFICIAL_FAMILY_KANA],
        .given_kana = values[OFFICIAL_GIVEN_KANA],
        .name_folded = folded(arena, values[OFFICIAL_FAMILY_NAME], values[OFFICIAL_GIVEN_NAME]),
        .kana_folded = folded(arena, values[OFFICIAL_FAMILY_KANA], values[OFFICIAL_GIVEN_KANA]),
        .department = values[OFFICIAL_DEPARTMENT],
        .telephone = values[OFFICIAL_TELEPHONE],
        .contact_mail = values[OFFICIAL_MAIL],
        .created_by = member->created_by,
    };
    return staff_insert(store, &in, account_id_out);
}

enum result staff_register(struct store *store, struct arena *arena, const struct staff_member *member,
    const struct official_values *checked, int64_t *account_id_out)
{
    int64_t id = 0;
    enum result result = insert(store, arena, member, checked, &id);
    if (result == OK)
        result = auth_epoch_insert(store, &(struct auth_epoch_insert_in){.account_id = id}, NULL);
    if (result == OK)
        result = staff_password_insert(store,
            &(struct staff_password_insert_in){.account_id = id, .sealed = member->sealed, .days = member->valid_days}, NULL);
    if (result == OK && member->role == ROLE_MANAGER)
        result = manager_expect(store,
            &(struct manager_expect_in){.account_id = id, .institution_id = member->institution_id}, NULL);
    *account_id_out = id;
    return result;
}

enum result staff_list(struct store *store, struct arena *arena, int64_t institution_id, const struct staff_criteria *criteria,
    int64_t first, int64_t most, struct staff_search_rows *rows_out)
{
    struct staff_search_in in = {
        .institution_id = institution_id,
        .login_id = text_or(criteria->login_id, ""),
        .kind = text_or(criteria->kind, ""),
        .state = text_or(criteria->state, ""),
        .name_folded = text_fold(arena, text_or(criteria->name, "")),
        .first = first,
        .most = most,
    };
    return staff_search(store, arena, &in, rows_out);
}
