/* Users of public bodies in the database. */
#include "official_store.h"

#include "auth_epoch_query.h"
#include "text.h"

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

static const char *folded(struct arena *arena, const struct official_values *person, enum official_field first)
{
    return text_fold(arena, arena_format(arena, "%s%s", person->values[first], person->values[first + 1]));
}

enum result official_register(struct store *store, struct arena *arena, enum role role, int64_t municipality_id,
    const struct official_values *checked, const struct official_credentials *credentials, int64_t created_by,
    int64_t valid_days, int64_t *account_id_out)
{
    struct official_insert_in in = {
        .reference = credentials->reference,
        .login_id = credentials->login_id,
        .role = role_word(role),
        .municipality_id = municipality_id,
        .family_name = checked->values[OFFICIAL_FAMILY_NAME],
        .given_name = checked->values[OFFICIAL_GIVEN_NAME],
        .family_kana = checked->values[OFFICIAL_FAMILY_KANA],
        .given_kana = checked->values[OFFICIAL_GIVEN_KANA],
        .name_folded = folded(arena, checked, OFFICIAL_FAMILY_NAME),
        .kana_folded = folded(arena, checked, OFFICIAL_FAMILY_KANA),
        .department = checked->values[OFFICIAL_DEPARTMENT],
        .telephone = checked->values[OFFICIAL_TELEPHONE],
        .contact_mail = checked->values[OFFICIAL_MAIL],
        .created_by = created_by,
    };
    int64_t id = 0;
    enum result result = official_insert(store, &in, &id);
    if (result == OK)
        result = auth_epoch_insert(store, &(struct auth_epoch_insert_in){.account_id = id}, NULL);
    if (result == OK)
        result = official_password_insert(store,
            &(struct official_password_insert_in){.account_id = id, .sealed = credentials->sealed, .days = valid_days}, NULL);
    *account_id_out = id;
    return result;
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
    const struct official_values *checked)
{
    struct official_edit_in in = {
        .account_id = account_id,
        .version = version,
        .family_name = checked->values[OFFICIAL_FAMILY_NAME],
        .given_name = checked->values[OFFICIAL_GIVEN_NAME],
        .family_kana = checked->values[OFFICIAL_FAMILY_KANA],
        .given_kana = checked->values[OFFICIAL_GIVEN_KANA],
        .name_folded = folded(arena, checked, OFFICIAL_FAMILY_NAME),
        .kana_folded = folded(arena, checked, OFFICIAL_FAMILY_KANA),
        .department = checked->values[OFFICIAL_DEPARTMENT],
        .telephone = checked->values[OFFICIAL_TELEPHONE],
        .contact_mail = checked->values[OFFICIAL_MAIL],
    };
    int64_t changed = 0;
    enum result result = official_edit(store, &in, &changed);
    return result == OK && changed != 1 ? CONFLICT : result;
}

enum result official_list(struct store *store, struct arena *arena, const struct organisation *organisation,
    const struct official_criteria *criteria, int64_t first, int64_t most, struct official_search_rows *rows_out)
{
    struct official_search_in in = {
        .municipality_id = organisation->municipality_id,
        .administrator = role_word(organisation->administrator),
        .member = role_word(organisation->member),
        .login_id = criteria->login_id,
        .role = criteria->role,
        .state = criteria->state,
        .name_folded = text_fold(arena, criteria->name),
        .first = first,
        .most = most,
    };
    return official_search(store, arena, &in, rows_out);
}
