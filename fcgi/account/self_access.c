/* Ending one's own sessions and forgetting browsers (R-058, S09). */
#include "digest.h"
#include "number.h"
#include "self.h"

const struct field_spec self_session_fields[] = {{"session", "ログイン中のブラウザ", FIELD_CODE, 43, FIELD_REQUIRED}, {0}};
const struct field_spec self_browser_fields[] = {{"browser", "鍵を登録したブラウザ", FIELD_CODE, 18, FIELD_REQUIRED}, {0}};

struct ending {
    struct context *context;
    struct bytes token_hash;
    int64_t browser_id;
};

static enum result session_body(struct store *store, void *argument)
{
    struct ending *ending = argument;
    int64_t account_id = ending->context->session.account_id;
    enum result result = self_session_end(store,
        &(struct self_session_end_in){.account_id = account_id, .token_hash = ending->token_hash}, NULL);
    return result == OK ? operation_log(ending->context, "session_end", "account", account_id, NULL) : result;
}

void self_session_end_submit(struct context *context)
{
    struct ending ending = {.context = context};
    if (!digest_from_base64(context->arena, field(context->fields, "session"), &ending.token_hash) ||
        ending.token_hash.size != DIGEST_BYTES)
        return respond_error(context, 400);
    enum result result = store_transaction(context->store, session_body, &ending);
    if (result != OK)
        return respond_result(context, result);
    flash(context, "sessions_ended");
    response_see_other(context->response, "/account/self#sessions");
}

static enum result browser_body(struct store *store, void *argument)
{
    struct ending *ending = argument;
    int64_t account_id = ending->context->session.account_id;
    enum result result = self_browser_forget(store,
        &(struct self_browser_forget_in){.account_id = account_id, .browser_id = ending->browser_id}, NULL);
    return result == OK ? operation_log(ending->context, "browser_forget", "account", account_id, NULL) : result;
}

void self_browser_forget_submit(struct context *context)
{
    struct ending ending = {.context = context};
    if (!number_read(field(context->fields, "browser"), 1, INT64_MAX, &ending.browser_id))
        return respond_error(context, 400);
    enum result result = store_transaction(context->store, browser_body, &ending);
    if (result != OK)
        return respond_result(context, result);
    flash(context, "browser_removed");
    response_see_other(context->response, "/account/self#browsers");
}
