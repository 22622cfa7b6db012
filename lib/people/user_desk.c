/* Who asks, and whom. */
#include "user_desk.h"

#include <string.h>

#include "manager_store.h"
#include "office.h"
#include "staff_query.h"
#include "user_step.h"

const struct field_spec user_fields[] = {
    {"account", "対象のユーザ", FIELD_CODE, 22, FIELD_REQUIRED},
    {"version", "版", FIELD_CODE, 10, 0},
    {"confirmed", "確認済み", FIELD_CODE, 3, 0},
    {0},
};

enum result user_desk_open(struct store *store, struct context *context, int64_t *manager_id_out)
{
    const struct session *session = &context->session;
    *manager_id_out = 0;
    if (!role_is_institutional(session->role))
        return OK;
    enum result result = manager_hold(store, context->arena, session->institution_id, manager_id_out);
    bool was_manager = session->role == ROLE_MANAGER || session->role == ROLE_DOCTOR_MANAGER;
    return result == OK && was_manager && *manager_id_out != session->account_id ? CONFLICT : result;
}

/* A municipality's administrator has two doors, to its officials and to institutions: each knows its own people
 * only. */
static bool is_at_home(struct context *context, const struct account_target *target)
{
    const char *list = user_desk_list(context, target);
    return strncmp(context->route->path, list, strcspn(list + 1, "/") + 2) == 0;
}

enum result user_desk_find(struct store *store, struct context *context, enum action action,
    struct account_target *target_out)
{
    const struct session *session = &context->session;
    struct account_asker asker = {
        .account_id = session->account_id,
        .role = session->role,
        .municipality_id = session->municipality_id,
        .institution_id = session->institution_id,
    };
    enum result result =
        account_target_find(store, context->arena, &asker, field(context->fields, "account"), target_out);
    if (result != OK)
        return result;
    if (!is_at_home(context, target_out))
        return NOT_FOUND;
    if (!rights_allow(session->role, action, target_out->relation))
        return REFUSED;
    return user_step_fits(action, target_out->row.locked != 0, target_out->row.has_key != 0) ? OK : CONFLICT;
}

const char user_desk_manager_changed[] = "この医療機関の責任者が交代したため、この操作はできなくなりました。";

/* The list that the door of this route shows. */
static const char *list_of_door(struct context *context)
{
    const char *path = context->route->path;
    size_t door = strcspn(path + 1, "/") + 1;
    return arena_format(context->arena, "%.*s/users", (int)door, path);
}

void user_desk_overtaken(struct context *context, enum result result, const char *title, const char *changed)
{
    const struct overtaken words = {
        .title = title,
        .gone = "このユーザは見つかりません。ほかの人が先に削除したか、あなたが手続きできるユーザではありません。",
        .changed = changed,
        .link = list_of_door(context),
        .link_label = "ユーザ検索を開く",
    };
    respond_overtaken(context, result, &words);
}

const char *user_desk_list(struct context *context, const struct account_target *target)
{
    if (!role_is_institutional(target->role))
        return office_link(context, "users");
    return role_is_institutional(context->session.role) ? "/staff/users" : "/institution/users";
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

const char *user_desk_list_of(struct context *context, const struct account_target *target)
{
    if (target->role == ROLE_MANAGER && !role_is_institutional(context->session.role))
        return manager_page(context, target);
    return arena_format(context->arena, "%s?login_id=%s", user_desk_list(context, target), target->row.login_id);
}
