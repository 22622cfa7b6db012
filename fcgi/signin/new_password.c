/* After パスワード初期化: a new password. Mail, key and 秘密の質問 stay; the key was proven a step before. */
#include "new_password.h"

#include "finish.h"
#include "first_signin_query.h"
#include "new_password_view.h"
#include "password.h"
#include "password_change.h"
#include "seal_place.h"
#include "signin_new_password_page.h"
#include "steps.h"

const struct field_spec new_password_fields[] = {
    {"new_password", "新しいパスワード", FIELD_SECRET, 128, FIELD_REQUIRED},
    {"new_password_again", "新しいパスワード（確認）", FIELD_SECRET, 128, FIELD_REQUIRED},
    {0},
};

static void show(struct context *context, const struct complaints *complaints)
{
    struct new_password_view view = {
        .steps = steps_at(context, STEP_PASSWORD, "reset"),
        .leave = leave_of(context),
        .passwords = new_passwords_of(complaints),
    };
    respond_page_complaining(context, "パスワード変更", signin_new_password_page, &view, complaints);
}

void new_password_show(struct context *context)
{
    if (steps_hold(context, "password"))
        show(context, NULL);
}

/* What is stored, hashed before the transaction. */
struct choice {
    struct context *context;
    struct bytes hash;
    const char *token;
};

static enum result take_step(struct context *context)
{
    int64_t changed = 0;
    enum result result = first_signin_password_chosen(context->store,
        &(struct first_signin_password_chosen_in){context->session.account_id}, &changed);
    return result == OK && changed == 0 ? CONFLICT : result;
}

static enum result store_choice(struct store *store, void *state)
{
    struct choice *choice = state;
    struct context *context = choice->context;
    int64_t account_id = context->session.account_id;
    enum result result = take_step(context);
    if (result == OK)
        result = password_change_store(store, account_id, choice->hash);
    if (result == OK)
        result = operation_log(context, "password_change", "account", account_id, NULL);
    return result == OK ? finish_first_signin(context, &choice->token) : result;
}

void new_password_submit(struct context *context)
{
    if (!steps_hold(context, "password"))
        return;
    struct complaints *complaints = fields_complaints(context->fields);
    struct choice choice = {.context = context};
    enum result result = password_change_check(context->store, context->request, context->settings, context->keyring,
        context->session.account_id, field(context->fields, "new_password"),
        field(context->fields, "new_password_again"),
        complaints);
    if (result == OK && complaints->count > 0)
        return show(context, complaints);
    if (result == OK) {
        choice.hash = password_seal(context->secrets, context->keyring,
            seal_place_password(context->arena, context->session.account_reference), field(context->fields, "new_password"));
        result = store_transaction(context->store, store_choice, &choice);
    }
    if (result != OK)
        return finish_refuse(context, result);
    session_cookie(context->response, context->request, choice.token);
    response_see_other(context->response, "/signin/done");
}
