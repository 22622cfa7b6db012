/* Which scheme is on screen, for doctors of both. With it the institution changes that the session works in: the
 * browser gets a new token, and forms that were drawn for the other institution are void (S03). */
#include "self.h"

const struct field_spec self_scheme_fields[] = {{"scheme", "難病/小慢", FIELD_CODE, 8, FIELD_REQUIRED}, {0}};

struct switching {
    struct context *context;
    struct bytes next_hash;
};

static enum result switch_body(struct store *store, void *argument)
{
    struct switching *switching = argument;
    struct context *context = switching->context;
    const char *scheme = field(context->fields, "scheme");
    int64_t changed = 0;
    enum result result = self_scheme_write(store, &(struct self_scheme_write_in){
        .token_hash = context->session.token_hash, .account_id = context->session.account_id, .scheme = scheme,
        .next_hash = switching->next_hash}, &changed);
    if (result == OK && changed == 0)
        return NOT_FOUND;
    return result != OK ? result : operation_log(context, "scheme_switch", "account", context->session.account_id,
        arena_format(context->arena, "{\"scheme\":\"%s\"}", scheme));
}

void self_scheme_submit(struct context *context)
{
    struct switching switching = {.context = context};
    const char *token = session_token_new(context->secrets, &switching.next_hash);
    enum result result = store_transaction(context->store, switch_body, &switching);
    if (result != OK)
        return respond_result(context, result);
    context->session.token_hash = switching.next_hash;
    session_cookie(context->response, context->request, token);
    flash(context, "scheme_changed");
    response_see_other(context->response, "/account/");
}
