/* Users of public bodies in the database. */
#include "official_store.h"

#include "text.h"
#include "user_store.h"

struct organisation organisation_of(enum role role, int64_t municipality_id)
{
    static const enum role pairs[][2] = {
        {ROLE_MINISTRY_ADMINISTRATOR, ROLE_MINISTRY_USER},
        {ROLE_CONTRACTOR_ADMINISTRATOR, ROLE_CONTRACTOR_USER},
        {ROLE_OPERATOR_ADMINISTRATOR, ROLE_OPERATOR_USER},
        {ROLE_MUNICIPALITY_ADMINISTRATOR, ROLE_MUNICIPALITY_STAFF},
    };
    struct organisation none = {.administrator = ROLE_NONE, .member = ROLE_NONE};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i][0] == role || pairs[i][1] == role)
            return (struct organisation){role_is_municipal(role) ? municipality_id : 0, pairs[i][0], pairs[i][1]};
    return none;
}

enum result official_find(struct store *store, struct arena *arena, const struct organisation *organisation,
    const char *reference, struct official_one_out *row_out)
{
    struct official_one_in in = {
        .municipality_id = organisation->municipality_id,
        .administrator = role_word(organisation->administrator),
        .member = role_word(organisation->member),
        .reference = reference,
    };
    return official_one(store, arena, &in, row_out);
}

enum result official_correct(struct store *store, struct arena *arena, int64_t account_id, int64_t version,
    const struct user_values *checked)
{
    struct official_edit_in in = {
        .account_id = account_id,
        .version = version,
        .family_name = checked->values[USER_FAMILY_NAME],
        .given_name = checked->values[USER_GIVEN_NAME],
        .family_kana = checked->values[USER_FAMILY_KANA],
        .given_kana = checked->values[USER_GIVEN_KANA],
        .name_folded = user_folded(arena, checked, USER_FAMILY_NAME),
        .kana_folded = user_folded(arena, checked, USER_FAMILY_KANA),
        .department = checked->values[USER_DEPARTMENT],
        .telephone = checked->values[USER_TELEPHONE],
        .contact_mail = checked->values[USER_MAIL],
    };
    int64_t changed = 0;
    enum result result = official_edit(store, &in, &changed);
    return result == OK && changed != 1 ? CONFLICT : result;
}

enum result official_list(struct store *store, struct arena *arena, const struct organisation *organisation,
    const struct user_criteria *criteria, struct official_search_rows *rows_out)
{
    struct official_search_in in = {
        .municipality_id = organisation->municipality_id,
        .administrator = role_word(organisation->administrator),
        .member = role_word(organisation->member),
        .login_id = criteria->login_id,
        .kind = criteria->kind,
        .state = criteria->state,
        .name_folded = text_fold(arena, criteria->name),
        .first = criteria->first,
        .most = criteria->most,
    };
    return official_search(store, arena, &in, rows_out);
}
