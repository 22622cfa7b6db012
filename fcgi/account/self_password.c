/* パスワードの変更: the present password is asked for and counted like a sign-in (A05); in the first sign-in of an
 * official and after パスワード初期化 it was typed a moment ago. */
#include "key_registration.h"
#include "password.h"
#include "password_change.h"
#include "seal_place.h"
#include "self.h"
#include "self_confirm.h"
#include "sign_in_query.h"
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
    struct bytes hash;
    const char *token;
    bool enrolling;
    enum session_stage stage; /* that follows */
};

/* After パスワード初期化 the key stays: who has one proved it before the initial password could be changed, and
 * is 利用中 again. A first sign-in goes on with the key. */
static enum result finish_reset(struct changing *changing)
{
    struct context *context = changing->context;
    int64_t account_id = context->session.account_id;
    int64_t key_file_id = 0;
    struct bytes public_key;
    if (!changing->enrolling || !context->session.password_initial)
        return OK;
    enum result result = key_in_force(context->store, context->arena, account_id, &key_file_id, &public_key);
    if (result != OK)
        return result == NOT_FOUND ? OK : result;
    changing->stage = SESSION_FULL;
    result = self_activate(context->store, &(struct self_activate_in){.account_id = account_id}, NULL);
    return result == OK
        ? sign_in_complete(context->store, &(struct sign_in_complete_in){.account_id = account_id}, NULL) : result;
}

static enum result change_body(struct store *store, void *argument)
{
    struct changing *changing = argument;
    struct context *context = changing->context;
    int64_t account_id = context->session.account_id;
    enum result result = changing->enrolling ? OK
        : sign_in_settle_right(store, context->request, context->keyring, &changing->attempt,
              field(context->fields, "current_password"));
    if (result == OK)
        result = password_change_store(store, account_id, changing->hash);
    if (result == OK)
        result = operation_log(context, "password_change", "account", account_id, NULL);
    changing->stage = context->session.stage;
    if (result == OK)
        result = finish_reset(changing);
    if (result == OK)
        result = session_revoke_all(store, account_id);
    if (result == OK)
        result = session_start(store, context->request, changing->stage, &context->session, &changing->token);
    return result;
}

/* The transaction moves the person's own epoch on by one, so it is bound to the next one: a revocation by somebody
 * else meanwhile still stops it. */
static enum result change(struct changing *changing)
{
    struct context *context = changing->context;
    changing->hash = password_seal(context->secrets, context->keyring,
        seal_place_password(context->arena, context->session.account_reference), field(context->fields, "new_password"));
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
    bool reset_ended = changing.enrolling && changing.stage == SESSION_FULL;
    response_see_other(context->response, reset_ended ? "/account/" : "/account/self");
}
