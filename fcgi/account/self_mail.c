/* メールアドレスの変更 for users of institutions (R-051, A20): after the password was confirmed, the key is void and every
 * session ends; this browser goes on at the step メールアドレス登録, where the new address gets a new key file and the
 * former one is told. */
#include "account_life_store.h"
#include "account_self_mail_page.h"
#include "self.h"
#include "self_confirm.h"
#include "self_mail_view.h"
#include "text.h"

const struct field_spec self_mail_fields[] = {{"current_password", "現在のパスワード", FIELD_SECRET, 128, FIELD_REQUIRED}, {0}};

struct changing {
    struct context *context;
    struct sign_in attempt;
    const char *token;
};

static enum result change_body(struct store *store, void *argument)
{
    struct changing *changing = argument;
    struct context *context = changing->context;
    int64_t account_id = context->session.account_id;
    enum result result = sign_in_settle_right(store, context->request, context->keyring, &changing->attempt,
        field(context->fields, "current_password"));
    if (result == OK)
        result = account_key_reissue(store, account_id);
    if (result == OK)
        result = operation_log(context, "mail_change_begin", "account", account_id, NULL);
    if (result == OK)
        result = session_start(store, context->request, SESSION_ENROLLING, &context->session, &changing->token);
    return result;
}

static void respond_form(struct context *context, const struct complaints *complaints)
{
    struct self_mail_view view = {.current_error = complaint_about(complaints, "current_password")};
    respond_page_complaining(context, "メールアドレスの変更", account_self_mail_page, &view, complaints);
}

void self_mail_show(struct context *context)
{
    struct complaints none = complaints_in(context->arena);
    if (!role_is_institutional(context->session.role))
        return respond_error(context, 404);
    respond_form(context, &none);
}

void self_mail_submit(struct context *context)
{
    struct changing changing = {.context = context};
    struct complaints *complaints = fields_complaints(context->fields);
    if (!role_is_institutional(context->session.role))
        return respond_error(context, 404);
    enum result result = complaints->count > 0 ? OK : self_confirm(context, &changing.attempt, complaints);
    if (result == OK && complaints->count > 0)
        return respond_form(context, complaints);
    /* The transaction moves the person's own epoch on by one (see self_password.c). */
    store_bind_epoch(context->store, context->session.account_id, context->session.epoch + 1);
    if (result == OK)
        result = store_transaction(context->store, change_body, &changing);
    if (result != OK)
        return respond_result(context, result);
    session_cookie(context->response, context->request, changing.token);
    response_see_other(context->response, "/signin/mail");
}
