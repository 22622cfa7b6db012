/* What both factors do when the last try was wrong. */
#include "lock.h"

enum result lock_when_used_up(struct context *context, const struct sign_in *sign_in, bool *locked_out)
{
    bool locked = false;
    enum result result = sign_in_settle_wrong(context->store, sign_in, &locked);
    if (locked_out != NULL)
        *locked_out = locked;
    if (result != OK || !locked)
        return result;
    result = operation_log(context, "account_lock", "account", sign_in->account_id, NULL);
    return result != OK ? result
        : sign_in_tell_owner(context->store, context->request, context->keyring, sign_in->account_id);
}
