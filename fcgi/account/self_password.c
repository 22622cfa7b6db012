/* パスワードの変更: the present password is asked for and counted like a sign-in (A05); in the first sign-in of an
 * official it was typed a moment ago. */
#include "password.h"
#include "password_change.h"
#include "self.h"
#include "self_confirm.h"
#include "text.h"

const struct field_spec self_password_fields[] = {
    {"current_password", "現在のパスワード", FIELD_SECRET, 128, 0},
    {"new_password", "新しいパスワード", FIELD_SECRET, 128, FIELD_REQUIRED},
    {"new_password_again", "新しいパスワード（確認）", FIELD_SECRET, 128, FIELD_REQUIRED},
    {0},
};

struct changing {
    struct context *context;
    struct sign_in attempt;
    const char *hash;
    const char *token;
    bool enrolling;
};

static enum result change_body(struct store *store, void *argument)
{
    struct changing *changing = argument;
    struct context *context = changing->context;
    int64_t account_id = context->session.account_id;
    enum result result = changing->enrolling ? OK
        : sign_in_settle_right(store, context->request, &changing->attempt, field(context->fields, "current_password"));
    if (result == OK)
        result = password_change_store(store, account_id, changing->hash);
    if (result == OK)
        result = operation_log(context, "password_change", "account", account_id, NULL);
    if (result == OK)
        result = session_revoke_all(store, account_id);
    if (result == OK)
        result = session_start(store, context->request, context->session.stage, &context->session, &changing->token);
    return result;
}

/* The transaction moves the person's own epoch on by one, so it is bound to the next one: a revocation by somebody
 * else meanwhile still stops it. */
static enum result change(struct changing *changing)
{
    struct context *context = changing->context;
    changing->hash = password_hash(context->arena, field(context->fields, "new_password"));
    store_bind_epoch(context->store, context->session.account_id, context->session.epoch + 1);
    return store_transaction(context->store, change_body, changing);
}

void self_password_submit(struct context *context)
{
    struct changing changing = {.context = context, .enrolling = context->session.stage == SESSION_ENROLLING};
    struct complaints *complaints = fields_complaints(context->fields);
    enum result result = changing.enrolling ? OK : self_confirm(context, &changing.attempt, complaints);
    if (result == OK)
        result = password_change_check(context->store, context->request, context->settings, context->keyring,
            context->session.account_id, field(context->fields, "new_password"),
            field(context->fields, "new_password_again"), complaints);
    if (result == OK && complaints->count > 0)
        return self_respond(context, complaints);
    if (result == OK)
        result = change(&changing);
    if (result != OK)
        return respond_result(context, result);
    session_cookie(context->response, context->request, changing.token);
    flash(context, "password_changed");
    response_see_other(context->response, "/account/self");
}
