/* The end of 初回ログイン: 利用中. */
#include "finish.h"

#include "first_signin_query.h"
#include "sign_in.h"

enum result finish_first_signin(struct context *context, const char **token_out)
{
    struct session *session = &context->session;
    struct store *store = context->store;
    struct session fresh = *session;
    enum result result = account_activate(store, &(struct account_activate_in){session->account_id}, NULL);
    if (result == OK)
        result = sign_in_note(store, session->account_id);
    if (result == OK)
        result = session_revoke_from(store, session);
    if (result == OK)
        result = session_start(store, context->request, SESSION_FULL, &fresh, token_out);
    if (result == OK)
        result = operation_log(context, "first_signin_done", "account", session->account_id, NULL);
    return result;
}
