/* [再発行]: a new initial password for an ID that was never used. */
#include "clock.h"
#include "doctor_life.h"
#include "initial_password.h"
#include "institution_reissue_page.h"
#include "issuance.h"
#include "notice.h"
#include "notice_store.h"
#include "reissue_view.h"

const struct field_spec reissue_fields[] = {
    {"designation", "対象のID", FIELD_CODE, 22, FIELD_REQUIRED},
    {"version", "発行番号", FIELD_CODE, 10, 0},
    {0},
};

static const char title[] = "初期パスワードの再発行";
static const char in_use[] =
    "この方は、すでに利用を始めているか、通知書に初期パスワードがないIDです。初期パスワードは再発行できません。"
    "パスワードを忘れたときは［パスワード初期化］をしてください。";
static const char reissued_before[] =
    "この画面を開いたあとに、ほかの人が初期パスワードを再発行しました。いちばん新しい通知書だけが使えます。";

/* A designation that was added to a login has no password of its own to reissue. */
static bool may_reissue(const struct notice_one_out *row)
{
    struct issue_facts facts = {
        .stored_state = row->issue_state, .expires_on = row->expires_on, .today = row->today};
    return row->added_to_login == 0 && row->slip_number > 0 && issue_notice_printable(&facts);
}

/* CONFLICT: `changed_out` says why. */
static enum result find(struct store *store, struct context *context, struct notice_one_out *row_out,
    const char **changed_out)
{
    struct notice_one_in in = {
        .municipality_id = context->session.municipality_id, .reference = field(context->fields, "designation")};
    enum result result = notice_one(store, context->arena, &in, row_out);
    if (result != OK)
        return result;
    *changed_out = may_reissue(row_out) ? reissued_before : in_use;
    return may_reissue(row_out) && !form_is_stale(context, row_out->slip_number) ? OK : CONFLICT;
}

void reissue_show(struct context *context)
{
    struct notice_one_out row;
    const char *changed = NULL;
    enum result result = find(context->store, context, &row, &changed);
    if (result != OK)
        return doctor_life_overtaken(context, result, title, changed);
    struct reissue_view view = {
        .reference = field(context->fields, "designation"),
        .name = arena_format(context->arena, "%s　%s", row.family_name, row.given_name),
        .login_id = row.login_id,
        .institution = row.institution_name,
        .slip_number = (int)row.slip_number,
        .next_slip_number = (int)row.slip_number + 1,
        .password_expires = day_japanese(context->arena, clock_day_japan(row.expires_at)),
    };
    shown_one(context, row.id);
    respond_page(context, title, institution_reissue_page, &view);
}

struct reissue {
    struct context *context;
    const char *location; /* the list, showing this ID */
    const char *changed;  /* why not */
};

static enum result reissue_body(struct store *store, void *argument)
{
    struct reissue *reissue = argument;
    struct context *context = reissue->context;
    struct notice_one_out row;
    enum result result = find(store, context, &row, &reissue->changed);
    if (result != OK)
        return result;
    reissue->location = arena_format(context->arena, "/institution/users?login_id=%s", row.login_id);
    struct bytes sealed = initial_password_seal(context->arena, context->secrets, context->keyring,
        row.account_reference, row.slip_number + 1, NULL);
    result = notice_replace_password(store, &row, sealed, initial_password_days(context->settings));
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
        return doctor_life_overtaken(context, result, title, reissue.changed);
    flash(context, "notice_reissued");
    response_see_other(context->response, reissue.location);
}
