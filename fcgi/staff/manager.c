/* 責任者の変更 to another doctor, effective at once. A 責任者 who is no doctor ends with it: account deleted, signed
 * out. A doctor keeps the account. */
#include "desk.h"
#include "issuance.h"
#include "manager_left_view.h"
#include "manager_store.h"
#include "manager_view.h"
#include "staff_manager_left_page.h"
#include "staff_manager_page.h"
#include "text.h"

struct changing {
    struct context *context;
    struct account_target target;
    bool secondary;        /* the institution is only a 兼務先 of that doctor: REFUSED, and told in words */
    const char *location;
};

static enum result find(struct store *store, struct changing *changing)
{
    struct context *context = changing->context;
    struct manager_may_be_out may = {0};
    enum result result = user_desk_find(store, context, ACTION_MANAGER_CHANGE, &changing->target);
    if (result == OK)
        result = manager_may_be(store, context->arena,
            &(struct manager_may_be_in){.account_id = changing->target.row.account_id,
                .institution_id = context->session.institution_id}, &may);
    changing->secondary = result == OK && may.designations == 0;
    return changing->secondary ? REFUSED : result;
}

static void refuse(struct changing *changing, enum result result)
{
    struct context *context = changing->context;
    if (!changing->secondary)
        return user_desk_overtaken(context, result, "責任者の変更", user_desk_manager_changed);
    flash(context, "manager_secondary");
    response_see_other(context->response, user_desk_list_of(context, &changing->target));
}

static const char *name_of(struct context *context, const struct account_target *target)
{
    return arena_format(context->arena, "%s　%s", target->row.family_name, target->row.given_name);
}

void manager_show(struct context *context)
{
    struct changing changing = {.context = context};
    enum result result = find(context->store, &changing);
    if (result != OK)
        return refuse(&changing, result);
    struct manager_view view = {
        .reference = changing.target.row.account_reference,
        .name = name_of(context, &changing.target),
        .login_id = changing.target.row.login_id,
        .back = user_desk_list_of(context, &changing.target),
        .not_yet = !text_equal(changing.target.row.issue_state, issue_state_word(ISSUE_ACTIVE)),
        .ends_asker = context->session.role == ROLE_MANAGER,
    };
    shown_one(context, changing.target.row.account_id);
    respond_page(context, "責任者の変更", staff_manager_page, &view);
}

/* The person's own account ends in the person's own transaction: the wall before COMMIT then asks for the epoch that
 * the revocations made, one here and one with the deletion. */
static enum result end_asker(struct store *store, struct context *context)
{
    const struct session *session = &context->session;
    if (session->role != ROLE_MANAGER)
        return OK;
    enum result result = session_revoke_from(store, session);
    if (result == OK)
        result = account_delete(store, session->account_id);
    if (result == OK)
        store_bind_epoch(store, session->account_id, session->epoch + 2);
    return result;
}

static enum result change_body(struct store *store, void *argument)
{
    struct changing *changing = argument;
    struct context *context = changing->context;
    int64_t manager_id;
    enum result result = user_desk_open(store, context, &manager_id);
    if (result == OK)
        result = find(store, changing);
    if (result == OK)
        result = manager_change(store, context->arena, context->session.institution_id,
            changing->target.row.account_id);
    if (result == OK)
        result = end_asker(store, context);
    if (result != OK)
        return result;
    const char *detail = arena_format(context->arena, "{\"predecessor\":%lld,\"account\":\"%s\"}",
        (long long)manager_id, context->session.role == ROLE_MANAGER ? "deleted" : "kept");
    result = operation_log(context, "manager_change", "account", changing->target.row.account_id, detail);
    changing->location = user_desk_list_of(context, &changing->target);
    return result == OK ? idempotency_claim(context, changing->location) : result;
}

/* There is no session left that could carry a message to another page. */
static void say_goodbye(struct changing *changing)
{
    struct context *context = changing->context;
    const struct manager_left_view view = {.name = name_of(context, &changing->target)};
    context->session = (struct session){.flash = "", .step = "", .organisation_name = "", .organisation_code = ""};
    session_cookie(context->response, context->request, NULL);
    respond_page(context, "責任者を変更しました", staff_manager_left_page, &view);
}

void manager_submit(struct context *context)
{
    struct changing changing = {.context = context};
    enum result result = store_transaction(context->store, change_body, &changing);
    if (result != OK)
        return refuse(&changing, result);
    if (context->session.role == ROLE_MANAGER)
        return say_goodbye(&changing);
    flash(context, "manager_changed");
    response_see_other(context->response, changing.location);
}
