/* Which scheme is on screen, for doctors of both. */
#include "self.h"

const struct field_spec self_scheme_fields[] = {{"scheme", "難病/小慢", FIELD_CODE, 8, FIELD_REQUIRED}, {0}};

void self_scheme_submit(struct context *context)
{
    struct self_scheme_write_in in = {
        .token_hash = context->session.token_hash,
        .account_id = context->session.account_id,
        .scheme = field(context->fields, "scheme"),
    };
    enum result result = self_scheme_write(context->store, &in, NULL);
    if (result != OK)
        return respond_result(context, result);
    flash(context, "scheme_changed");
    response_see_other(context->response, "/account/");
}
