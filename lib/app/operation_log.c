/* 操作ログ: who did what to whom, in the transaction of the change. */
#include "app_internal.h"
#include "log.h"
#include "operation_log_query.h"

enum result operation_log_outcome(struct context *context, const char *outcome, const char *action,
    const char *subject_kind, int64_t subject_id, const char *detail)
{
    const struct session *session = &context->session;
    return operation_log_insert(context->store, &(struct operation_log_insert_in){
        .account_id = session->account_id,
        .role = role_word(session->role),
        .municipality_id = session->municipality_id,
        .institution_id = session->institution_id,
        .source = context->request->source,
        .request_id = context->request->id,
        .action = action,
        .subject_kind = subject_kind,
        .subject_id = subject_id,
        .outcome = outcome,
        .detail = detail}, NULL);
}

enum result operation_log(struct context *context, const char *action, const char *subject_kind,
    int64_t subject_id, const char *detail)
{
    return operation_log_outcome(context, "done", action, subject_kind, subject_id, detail);
}

void operation_log_denial(struct context *context, const char *rule)
{
    if (context->store == NULL || context->route == NULL)
        return;
    if (context->session.account_id == 0)
        return log_warning("denied", "%s: %s, from %s", context->route->path, rule, context->request->source);
    const char *detail = arena_format(context->arena, "{\"path\":\"%s\",\"rule\":\"%s\"}", context->route->path, rule);
    if (operation_log_outcome(context, "refused", action_word(context->route->right), "", 0, detail) != OK)
        log_error("operation_log", "A denial could not be logged.");
}
