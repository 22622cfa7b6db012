/* 編集 of an official: the same form and rules as 新規登録, over the values that are there. */
#include "number.h"
#include "office.h"
#include "official.h"
#include "official_edit_view.h"
#include "people_official_edit_page.h"
#include "text.h"

const struct field_spec official_edit_fields[] = {
    {"account", "対象のユーザ", FIELD_CODE, 22, FIELD_REQUIRED},
    {"version", "版", FIELD_CODE, 10, FIELD_REQUIRED},
    USER_FORM_FIELDS,
    {0},
};

/* The own account is corrected by another administrator, or in 自アカウント管理. */
static enum result read_row(struct store *store, struct context *context, struct official_one_out *row_out)
{
    struct organisation organisation = office_of(context).organisation;
    enum result result = official_find(store, context->arena, &organisation, field(context->fields, "account"),
        row_out);
    return result == OK && row_out->account_id == context->session.account_id ? REFUSED : result;
}

static void respond_form(struct context *context, const struct official_one_out *row, const struct user_values *typed,
    const char *version, const struct complaints *complaints)
{
    struct official_edit_view view = {
        .action = office_link(context, "users/edit"),
        .back = office_link(context, arena_format(context->arena, "users?login_id=%s", row->login_id)),
        .reference = row->reference,
        .version = version,
        .login_id = row->login_id,
        .role = role_label(role_from_word(row->role)),
        .fields = user_form_draw(context, typed, complaints),
    };
    const char *title = arena_format(context->arena, "%s編集", office_of(context).noun);
    shown_one(context, row->account_id);
    respond_page_complaining(context, title, people_official_edit_page, &view, complaints);
}

void official_edit_show(struct context *context)
{
    struct official_one_out row;
    enum result result = read_row(context->store, context, &row);
    if (result != OK)
        return respond_result(context, result);
    struct user_values values = {{row.family_name, row.given_name, row.family_kana, row.given_kana, row.department,
        row.telephone, row.contact_mail}};
    struct complaints none = complaints_in(context->arena);
    respond_form(context, &row, &values, arena_format(context->arena, "%d", (int)row.version), &none);
}

struct editing {
    struct context *context;
    struct official_one_out row;
    struct user_values checked;
    struct complaints complaints;
    int64_t version;
    const char *location;
};

static enum result edit_body(struct store *store, void *argument)
{
    struct editing *editing = argument;
    struct context *context = editing->context;
    struct user_values typed = user_form_read(context);
    editing->complaints = complaints_in(context->arena);
    enum result result = read_row(store, context, &editing->row);
    if (result != OK)
        return result;
    editing->checked = user_check(context->arena, &typed, &editing->complaints);
    if (editing->complaints.count > 0)
        return REFUSED;
    result = official_correct(store, context->arena, editing->row.account_id, editing->version, &editing->checked);
    if (result == CONFLICT)
        complain(&editing->complaints, "", "changed",
            "この画面を開いたあとに、ほかの人がこのユーザを訂正しました。［やめる］で一覧に戻り、もう一度開いて、いまの内容を確認してください。");
    if (result != OK)
        return result;
    const char *detail = arena_format(context->arena, "{\"version\":%d}", (int)editing->version + 1);
    result = operation_log(context, "official_edit", "account", editing->row.account_id, detail);
    editing->location = office_link(context, arena_format(context->arena, "users?login_id=%s", editing->row.login_id));
    return result == OK ? idempotency_claim(context, editing->location) : result;
}

void official_edit_submit(struct context *context)
{
    struct editing editing = {.context = context};
    if (!number_read(field(context->fields, "version"), 1, INT32_MAX, &editing.version))
        return respond_error(context, 400);
    enum result result = store_transaction(context->store, edit_body, &editing);
    struct user_values typed = user_form_read(context);
    if (result != OK && editing.complaints.count > 0)
        return respond_form(context, &editing.row, &typed, field(context->fields, "version"), &editing.complaints);
    if (result != OK)
        return user_desk_overtaken(context, result, arena_format(context->arena, "%s編集", office_of(context).noun),
            "この画面を開いたあとに、ほかの人がこのユーザを変更しました。");
    flash(context, "official_edited");
    response_see_other(context->response, editing.location);
}
