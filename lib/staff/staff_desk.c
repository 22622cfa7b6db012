/* Who asks, and whom. */
#include "staff.h"

#include "manager_store.h"
#include "seal.h"
#include "text.h"
#include "token.h"

enum { INITIAL_PASSWORD_DAYS = 90 };

const struct field_spec staff_one_fields[] = {
    {"account", "対象のユーザ", FIELD_CODE, 22, FIELD_REQUIRED},
    {"confirmed", "確認済み", FIELD_CODE, 3, 0},
    {0},
};

enum result staff_desk_open(struct store *store, struct context *context, struct staff_desk *desk_out)
{
    const struct session *session = &context->session;
    *desk_out = (struct staff_desk){.role = session->role};
    if (role_is_municipal(session->role))
        return OK;
    enum result result = manager_hold(store, context->arena, session->institution_id, &desk_out->manager_id);
    bool was_manager = session->role == ROLE_MANAGER || session->role == ROLE_DOCTOR_MANAGER;
    return result == OK && was_manager && desk_out->manager_id != session->account_id ? CONFLICT : result;
}

enum result staff_target(struct store *store, struct context *context, enum role role, enum action action,
    struct account_target *target_out)
{
    const struct session *session = &context->session;
    bool municipal = role_is_municipal(role);
    struct account_asker asker = {
        .account_id = session->account_id,
        .role = role,
        .municipality_id = municipal ? session->municipality_id : 0,
        .institution_id = municipal ? 0 : session->institution_id,
    };
    enum result result =
        account_target_find(store, context->arena, &asker, field(context->fields, "account"), target_out);
    if (result != OK)
        return result;
    return rights_allow(role, action, target_out->relation) ? OK : REFUSED;
}

bool staff_action_fits(enum action action, bool locked, bool has_key)
{
    if (action == ACTION_UNLOCK)
        return locked;
    return action != ACTION_KEY_REISSUE || has_key;
}

/* A 責任者 who is no doctor stands in no list of the municipality, but on a page of the institution. */
static const char *manager_page(struct context *context, const struct account_target *target)
{
    struct staff_institution_code_out institution;
    struct staff_institution_code_in in = {.institution_id = target->row.target_institution_id};
    if (staff_institution_code(context->store, context->arena, &in, &institution) != OK)
        return "/institution/users";
    return arena_format(context->arena, "/institution/users/manager?institution=%s", institution.code);
}

const char *staff_list_of(struct context *context, const struct account_target *target)
{
    if (!role_is_municipal(context->session.role))
        return arena_format(context->arena, "/staff/users?login_id=%s", target->row.login_id);
    if (target->role == ROLE_MANAGER)
        return manager_page(context, target);
    return arena_format(context->arena, "/institution/users?login_id=%s", target->row.login_id);
}

struct bytes staff_seal_password(struct context *context, const char *account_reference, int64_t slip_number)
{
    const char *password = token_initial_password(context->secrets);
    const char *associated = arena_format(context->arena, "initial_password:%s:%d", account_reference, (int)slip_number);
    return seal_close(context->arena, context->keyring, (struct bytes){(const uint8_t *)password, strlen(password)}, associated);
}

int64_t staff_password_days(const struct context *context)
{
    return settings_number(context->settings, "initial_password_days", INITIAL_PASSWORD_DAYS);
}
