/* [再発行]: a new initial password for an ID that was never used. */
#include "clock.h"
#include "institution_reissue_page.h"
#include "issuance.h"
#include "notice.h"
#include "notice_store.h"
#include "reissue_view.h"
#include "seal.h"
#include "token.h"

enum { INITIAL_PASSWORD_DAYS = 90 };

/* A designation that was added to a login has no password of its own to reissue. */
static bool may_reissue(const struct notice_one_out *row)
{
    struct issue_facts facts = {
        .stored_state = row->issue_state, .expires_on = row->expires_on, .today = row->today};
    return row->added_to_login == 0 && row->slip_number > 0 && issue_notice_printable(&facts);
}

static enum result find(struct store *store, struct context *context, struct notice_one_out *row_out)
{
    struct notice_one_in in = {
        .municipality_id = context->session.municipality_id, .reference = field(context->fields, "designation")};
    enum result result = notice_one(store, context->arena, &in, row_out);
    if (result == OK && !may_reissue(row_out))
        return CONFLICT;
    return result;
}

void reissue_show(struct context *context)
{
    struct notice_one_out row;
    enum result result = find(context->store, context, &row);
    if (result != OK)
        return respond_result(context, result);
    struct reissue_view view = {
        .reference = field(context->fields, "designation"),
        .name = arena_format(context->arena, "%s　%s", row.family_name, row.given_name),
        .login_id = row.login_id,
        .institution = row.institution_name,
        .slip_number = (int)row.slip_number,
        .next_slip_number = (int)row.slip_number + 1,
        .password_expires = day_japanese(context->arena, clock_day_japan(row.expires_at)),
    };
    respond_page(context, "初期パスワードの再発行", institution_reissue_page, &view);
}

static struct bytes sealed_password(struct context *context, const struct notice_one_out *row)
{
    const char *password = token_initial_password(context->secrets);
    const char *associated = arena_format(context->arena, "initial_password:%s:%d", row->account_reference, (int)row->slip_number + 1);
    return seal_close(context->arena, context->keyring, (struct bytes){(const uint8_t *)password, strlen(password)}, associated);
}

struct reissue {
    struct context *context;
    const char *location; /* the list, showing this ID */
};

static enum result reissue_body(struct store *store, void *argument)
{
    struct reissue *reissue = argument;
    struct context *context = reissue->context;
    struct notice_one_out row;
    enum result result = find(store, context, &row);
    if (result != OK)
        return result;
    reissue->location = arena_format(context->arena, "/institution/users?login_id=%s", row.login_id);
    long days = settings_number(context->settings, "initial_password_days", INITIAL_PASSWORD_DAYS);
    result = notice_replace_password(store, &row, sealed_password(context, &row), days);
    if (result != OK)
        return result;
    const char *detail = arena_format(context->arena, "{\"slip\":%d}", (int)row.slip_number + 1);
    result = operation_log(context, "notice_reissue", "designation", row.id, detail);
    return result == OK ? idempotency_claim(context, reissue->location) : result;
}

void reissue_submit(struct context *context)
{
    struct reissue reissue = {.context = context};
    enum result result = store_transaction(context->store, reissue_body, &reissue);
    if (result != OK)
        return respond_result(context, result);
    flash(context, "notice_reissued");
    response_see_other(context->response, reissue.location);
}
