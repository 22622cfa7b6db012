/* The end of 初回ログイン: 利用中, and a new 責任者 takes over. */
#include "finish.h"

#include "first_signin_query.h"
#include "manager_store.h"
#include "sign_in.h"
#include "steps.h"

enum result finish_hold(struct context *context)
{
    struct manager_handover handover;
    enum result result = manager_handover_find(context->store, context->arena, context->session.account_id, &handover);
    return result == CONFLICT ? REFUSED : result;
}

static const char *predecessor_words(const struct manager_handover *handover)
{
    return handover->predecessor_id == 0 ? "none" : handover->predecessor_is_doctor ? "kept" : "deleted";
}

/* in the transaction that completes the first sign-in, so that there is exactly one 責任者 at any time. */
static enum result take_over(struct context *context)
{
    struct manager_handover handover;
    int64_t account_id = context->session.account_id;
    enum result result = manager_handover_find(context->store, context->arena, account_id, &handover);
    if (result != OK || handover.institution_id == 0)
        return result;
    result = manager_handover_do(context->store, &handover, account_id);
    const char *detail = arena_format(context->arena, "{\"predecessor\":%lld,\"account\":\"%s\"}",
        (long long)handover.predecessor_id, predecessor_words(&handover));
    return result == OK
        ? operation_log(context, "manager_takeover", "institution", handover.institution_id, detail) : result;
}

enum result finish_first_signin(struct context *context, const char **token_out)
{
    struct session *session = &context->session;
    struct store *store = context->store;
    struct session fresh = *session;
    enum result result = account_activate(store, &(struct account_activate_in){session->account_id}, NULL);
    if (result == OK)
        result = take_over(context);
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

void finish_refuse(struct context *context, enum result result)
{
    static const struct overtaken words = {
        .title = "初回ログインが取り消されました",
        .changed = "初回ログインの途中で、ほかの人がこのユーザIDを変更（削除、初期パスワードの再発行、責任者の登録の取消など）したため、"
                   "登録していません。新しい通知書を受け取ったときは、その初期パスワードでログインしてください。"
                   "受け取っていないときは、IDを発行した自治体または医療機関の責任者に確認してください。",
        .link = "/signin/",
        .link_label = "ログイン画面を開く",
    };
    if (result == REFUSED)
        return respond_overtaken(context, CONFLICT, &words);
    if (result == CONFLICT)
        return steps_overtaken(context);
    respond_result(context, result);
}
