/* ⑥ and ⑦: 運用事業者 issues a list. All accounts are made and all mails ordered in one transaction, or none. */
#include "application_store.h"
#include "applications.h"
#include "clock.h"
#include "mail_order.h"
#include "text.h"
#include "user_credentials.h"
#include "worker_wake.h"

enum { MAILED_PASSWORD_DAYS = 14 };

struct issuing {
    struct context *context;
    int64_t list_id;
    int64_t days;
    const char *valid_until; /* Japanese day */
    struct complaints complaints;
    const char *location;
};

/* The last day of the 仮パスワード that this transaction makes. */
static enum result find_valid_until(struct issuing *issuing, struct store *store)
{
    struct context *context = issuing->context;
    const char *now;
    enum result result = store_now(store, context->arena, &now);
    if (result == OK)
        issuing->valid_until =
            day_japanese(context->arena, day_from_number(day_number(clock_day_japan(now)) + issuing->days));
    return result;
}

static enum result order_mail(struct issuing *issuing, struct store *store, const struct application_rows_out *row,
    int64_t account_id, const char *login_id, const char *password)
{
    struct context *context = issuing->context;
    struct mail_order order = {
        .account_id = account_id, .kind = "administrator_issued", .recipient = row->mail,
        .request_id = context->request->id};
    mail_order_value(context->secrets, &order, "organisation", row->municipality_name);
    mail_order_value(context->secrets, &order, "administrator_id", login_id);
    mail_order_value(context->secrets, &order, "administrator_password", password);
    mail_order_value(context->secrets, &order, "valid_until", issuing->valid_until);
    return mail_order_put(store, context->secrets, context->keyring, &order);
}

static enum result issue_row(struct issuing *issuing, struct store *store, const struct application_rows_out *row)
{
    struct context *context = issuing->context;
    struct user_registration registration = {
        .role = ROLE_MUNICIPALITY_ADMINISTRATOR,
        .municipality_id = row->municipality_id,
        .created_by = context->session.account_id,
        .valid_days = issuing->days,
    };
    const char *password;
    int64_t account_id = 0;
    user_credentials_add(context->arena, context->secrets, context->keyring, &registration, &password);
    enum result result =
        application_issue_one(store, context->arena, issuing->list_id, row, &registration, &account_id);
    if (result == CONFLICT) {
        complain(&issuing->complaints, "", "taken",
            "%lld行目：%sには、メールアドレス %s の自治体管理者がすでに登録されています。理由を書いて差し戻してください。",
            (long long)row->row_in_file, row->municipality_name, row->mail);
        return OK;
    }
    if (result == OK)
        result = order_mail(issuing, store, row, account_id, registration.login_id, password);
    if (result != OK)
        return result;
    const char *detail = arena_format(context->arena, "{\"role\":\"%s\",\"list\":%lld}",
        role_word(ROLE_MUNICIPALITY_ADMINISTRATOR), (long long)issuing->list_id);
    return operation_log(context, "official_register", "account", account_id, detail);
}

static enum result issue_rows(struct issuing *issuing, struct store *store)
{
    struct application_rows_rows rows;
    enum result result = application_rows(store, issuing->context->arena,
        &(struct application_rows_in){.list_id = issuing->list_id}, &rows);
    for (size_t i = 0; result == OK && i < rows.count; i++)
        result = issue_row(issuing, store, &rows.items[i]);
    return result == OK && issuing->complaints.count > 0 ? REFUSED : result;
}

static enum result issue_body(struct store *store, void *argument)
{
    struct issuing *issuing = argument;
    struct context *context = issuing->context;
    struct application_list_one_out list;
    issuing->complaints = complaints_in(context->arena);
    enum result result = application_list_one(store, context->arena,
        &(struct application_list_one_in){.contractor = 1, .reference = field(context->fields, "list")}, &list);
    if (result == OK)
        result = application_step_take(store, list.id, context->session.account_id, APPLICATION_ISSUE, "");
    if (result == CONFLICT)
        complain(&issuing->complaints, "", "changed",
            "この画面を開いたあとに、ほかの人が申請リストを先に進めました。いまの状態を確認してください。");
    if (result != OK)
        return result;
    issuing->list_id = list.id;
    result = find_valid_until(issuing, store);
    if (result == OK)
        result = issue_rows(issuing, store);
    if (result == OK)
        result = operation_log(context, "application_issue", "application_list", list.id, NULL);
    issuing->location = arena_format(context->arena, "/operator/issuing/list?list=%s", list.reference);
    return result == OK ? idempotency_claim(context, issuing->location) : result;
}

void application_issue(struct context *context)
{
    struct issuing issuing = {
        .context = context, .days = settings_number(context->settings, "mailed_password_days", MAILED_PASSWORD_DAYS)};
    enum result result = store_transaction(context->store, issue_body, &issuing);
    if (result != OK && issuing.complaints.count > 0)
        return application_respond(context, &issuing.complaints);
    if (result != OK)
        return respond_result(context, result);
    worker_wake(context->settings);
    flash(context, "application_issued");
    response_see_other(context->response, issuing.location);
}
