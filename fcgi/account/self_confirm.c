/* The present password, asked for again. */
#include "self_confirm.h"

#include "password_change.h"

struct refusing {
    struct context *context;
    const struct sign_in *attempt;
};

static enum result wrong_body(struct store *store, void *argument)
{
    struct refusing *refusing = argument;
    struct context *context = refusing->context;
    bool locked = false;
    enum result result = sign_in_settle_wrong(store, refusing->attempt, &locked);
    if (result == OK && locked)
        result = sign_in_tell_owner(store, context->request, context->keyring, context->session.account_id);
    if (result != OK)
        return result;
    return operation_log(context, locked ? "account_locked" : "password_wrong", "account",
        context->session.account_id, NULL);
}

enum result self_confirm(struct context *context, struct sign_in *attempt_out, struct complaints *complaints)
{
    const char *typed = field(context->fields, "current_password");
    struct bytes secret = {(const uint8_t *)typed, strlen(typed)};
    enum result result = sign_in_begin_proof(context->store, context->request, context->keyring, &context->session,
        secret, attempt_out);
    if (result != OK)
        return result;
    result = attempt_out->counted ? password_change_confirm(context->store, context->request, context->keyring,
                                        context->session.account_id, typed)
                                  : REFUSED;
    if (result == FAILED && attempt_out->counted && sign_in_give_back(context->store, attempt_out) != OK)
        return FAILED;
    if (result != REFUSED)
        return result;
    complain(complaints, "current_password", "wrong", "現在のパスワードが違います。もう一度入力してください。");
    struct refusing refusing = {.context = context, .attempt = attempt_out};
    return attempt_out->counted ? store_transaction(context->store, wrong_body, &refusing) : OK;
}
