/* ログアウト. */
#include "out.h"

#include "out_view.h"
#include "signin_out_page.h"

static enum result leave(struct store *store, void *state)
{
    struct context *context = state;
    enum result result = session_end(store, &context->session);
    return result != OK ? result : operation_log(context, "sign_out", "account", context->session.account_id, NULL);
}

void out_submit(struct context *context)
{
    if (context->session.stage != SESSION_NONE) {
        store_bind_epoch(context->store, 0, 0);
        enum result result = store_transaction(context->store, leave, context);
        if (result != OK) {
            respond_result(context, result);
            return;
        }
    }
    session_cookie(context->response, context->request, NULL);
    response_see_other(context->response, "/signin/out");
}

void out_show(struct context *context)
{
    const struct out_view view = {.still_signed_in = context->session.stage != SESSION_NONE};
    respond_page(context, "ログアウト", signin_out_page, &view);
}
