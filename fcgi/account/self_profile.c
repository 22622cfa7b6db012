/* 登録内容の訂正 in 自アカウント管理: the same form and rules as 編集 by an administrator. */
#include "account_self_profile_page.h"
#include "number.h"
#include "official_store.h"
#include "self.h"
#include "self_profile_view.h"
#include "text.h"

const struct field_spec self_profile_fields[] = {
    {"version", "版", FIELD_CODE, 10, FIELD_REQUIRED},
    USER_FORM_FIELDS,
    {0},
};

static bool is_doctor(const struct context *context)
{
    return context->session.role == ROLE_DOCTOR || context->session.role == ROLE_DOCTOR_MANAGER;
}

/* Here the form is about the person who types: the browser may fill in what it knows (WCAG 1.3.5). */
static const char *autocomplete_of(const char *name)
{
    static const struct { const char *name; const char *token; } own[] = {{"family_name", "family-name"},
        {"given_name", "given-name"}, {"telephone", "tel"}, {"mail", "email"}};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (text_equal(own[i].name, name))
            return own[i].token;
    return "off";
}

static void respond_form(struct context *context, const struct user_values *values, const char *version,
    const struct complaints *complaints)
{
    struct self_profile_view view = {.version = version, .fields = user_form_draw(context, values, complaints)};
    for (size_t i = 0; i < view.fields.count; i++)
        view.fields.items[i].autocomplete = autocomplete_of(view.fields.items[i].name);
    respond_page_complaining(context, "登録内容の訂正", account_self_profile_page, &view, complaints);
}

void self_profile_show(struct context *context)
{
    struct self_profile_out row;
    if (is_doctor(context))
        return respond_error(context, 404);
    enum result result = self_profile(context->store, context->arena,
        &(struct self_profile_in){context->session.account_id}, &row);
    if (result != OK)
        return respond_result(context, result);
    const struct user_values values = {{row.family_name, row.given_name, row.family_kana, row.given_kana,
        row.department, row.telephone, row.contact_mail}};
    const struct complaints none = complaints_in(context->arena);
    respond_form(context, &values, arena_format(context->arena, "%lld", (long long)row.version), &none);
}

struct correcting {
    struct context *context;
    struct user_values checked;
    int64_t version;
};

static enum result correct_body(struct store *store, void *argument)
{
    struct correcting *correcting = argument;
    struct context *context = correcting->context;
    int64_t account_id = context->session.account_id;
    enum result result = official_correct(store, context->arena, account_id, correcting->version, &correcting->checked);
    if (result == OK)
        result = operation_log(context, "self_edit", "account", account_id,
            arena_format(context->arena, "{\"version\":%lld}", (long long)correcting->version + 1));
    return result == OK ? idempotency_claim(context, "/account/self") : result;
}

void self_profile_submit(struct context *context)
{
    struct correcting correcting = {.context = context};
    struct complaints *complaints = fields_complaints(context->fields);
    const struct user_values typed = user_form_read(context);
    const char *version = field(context->fields, "version");
    if (is_doctor(context))
        return respond_error(context, 404);
    if (!number_read(version, 1, INT32_MAX, &correcting.version))
        return respond_error(context, 400);
    correcting.checked = user_check(context->arena, &typed, complaints);
    enum result result = complaints->count > 0 ? OK : store_transaction(context->store, correct_body, &correcting);
    if (result == CONFLICT)
        complain(complaints, "", "changed",
            "この画面を開いたあとに、登録内容が訂正されました。［やめる］で自アカウント管理に戻り、もう一度開いて、いまの内容を確認してください。");
    if (complaints->count > 0)
        return respond_form(context, &typed, version, complaints);
    if (result != OK)
        return respond_result(context, result);
    flash(context, "saved");
    response_see_other(context->response, "/account/self");
}
