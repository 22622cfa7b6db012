/* 編集: the same form and rules as 個別登録, over the values that are there. */
#include "doctor_edit.h"

#include "doctor_edit_store.h"
#include "doctor_edit_view.h"
#include "doctor_life.h"
#include "institution_doctor_edit_page.h"
#include "institution_name.h"
#include "municipality_rules.h"
#include "number.h"
#include "text.h"

const struct field_spec doctor_edit_fields[] = {
    {"designation", "対象のID", FIELD_CODE, 22, FIELD_REQUIRED},
    {"version", "版", FIELD_CODE, 10, FIELD_REQUIRED},
    DOCTOR_FORM_FIELDS,
    {0},
};

/* 主たる勤務先 and the kind are not corrected here: they decide who issued what. */
static bool is_corrected_here(enum doctor_field item)
{
    return item != DOCTOR_INSTITUTION_CODE && item != DOCTOR_INSTITUTION_NAME && item != DOCTOR_KIND;
}

/* While an ID is in use its expiry changes only by 有効期限延長, which revokes the key. */
static bool is_corrected_in_use(enum doctor_field item)
{
    return is_corrected_here(item) && item != DOCTOR_EXPIRES_ON;
}

static bool in_use(const struct doctor_edit_read_out *row)
{
    return text_equal(row->issue_state, "active");
}

static enum result read_row(struct store *store, struct context *context, struct doctor_edit_read_out *row_out)
{
    struct doctor_edit_read_in in = {
        .municipality_id = context->session.municipality_id, .reference = field(context->fields, "designation")};
    return doctor_edit_read(store, context->arena, &in, row_out);
}

/* What the form says when nothing was typed yet, and for the items that it does not show. */
static struct designated_doctor_form form_of_row(struct context *context, const struct doctor_edit_read_out *row)
{
    enum designation_kind kind = designation_kind_from_word(row->kind);
    struct designated_doctor_form form = {{
        [DOCTOR_KIND] = designation_kind_label(kind),
        [DOCTOR_SCHEME] = scheme_label(designation_kind_scheme(kind)),
        [DOCTOR_MUNICIPALITY_CODE] = context->session.organisation_code,
        [DOCTOR_INSTITUTION_CODE] = row->institution_code,
        [DOCTOR_INSTITUTION_NAME] = row->institution_name,
        [DOCTOR_DEPARTMENT] = text_or(row->department, ""),
        [DOCTOR_DESIGNATION_NUMBER] = row->number,
        [DOCTOR_MEDICAL_REGISTER_NUMBER] = row->register_number,
        [DOCTOR_CERTIFIED_ON] = day_iso(context->arena, row->certified_on),
        [DOCTOR_EXPIRES_ON] = day_iso(context->arena, row->expires_on),
        [DOCTOR_FAMILY_NAME] = row->family_name,
        [DOCTOR_GIVEN_NAME] = row->given_name,
        [DOCTOR_FAMILY_KANA] = row->family_kana,
        [DOCTOR_GIVEN_KANA] = row->given_kana,
        [DOCTOR_TELEPHONE] = row->telephone,
        [DOCTOR_MAIL] = row->contact_mail,
    }};
    return form;
}

/* The row's values with what was typed over them. */
static struct designated_doctor_form typed_form(struct context *context, const struct doctor_edit_read_out *row)
{
    struct designated_doctor_form form = form_of_row(context, row);
    struct designated_doctor_form typed = doctor_form_read(context, context->session.organisation_code);
    for (enum doctor_field item = 0; item < DOCTOR_FIELD_COUNT; item++)
        if (item != DOCTOR_MUNICIPALITY_CODE && item != DOCTOR_SCHEME &&
            (in_use(row) ? is_corrected_in_use(item) : is_corrected_here(item)))
            form.values[item] = typed.values[item];
    return form;
}

static void respond_form(struct context *context, const struct doctor_edit_read_out *row,
    const struct designated_doctor_form *form, const char *version, struct complaints *complaints)
{
    doctor_form_order(complaints);
    struct doctor_edit_view view = {
        .reference = field(context->fields, "designation"),
        .version = version,
        .login_id = row->login_id,
        .institution = arena_format(context->arena, "%s（%s）", row->institution_name, row->institution_code),
        .kind = designation_kind_label(designation_kind_from_word(row->kind)),
        .expires_on = in_use(row) ? day_japanese(context->arena, row->expires_on) : "",
        .shared = row->issued_by_others > 0,
        .form = doctor_form_draw(context, form, complaints, in_use(row) ? is_corrected_in_use : is_corrected_here),
    };
    if (institution_name_link(context, row->institution_code, "", &view.name_link) != OK)
        return respond_result(context, FAILED);
    if (text_is_empty(view.name_link) && institution_name_prefecture_of(context, row->institution_code, &view.prefecture) != OK)
        return respond_result(context, FAILED);
    shown_one(context, row->designation_id);
    respond_page_complaining(context, "医療機関ユーザ編集", institution_doctor_edit_page, &view, complaints);
}

void doctor_edit_show(struct context *context)
{
    struct doctor_edit_read_out row;
    enum result result = read_row(context->store, context, &row);
    if (result != OK)
        return respond_result(context, result);
    struct designated_doctor_form form = form_of_row(context, &row);
    struct complaints none = complaints_in(context->arena);
    respond_form(context, &row, &form, arena_format(context->arena, "%d", (int)row.version), &none);
}

struct editing {
    struct context *context;
    struct doctor_edit_read_out row;
    struct designated_doctor_form form;
    struct complaints complaints;
    int64_t version;
    const char *location;
};

static void complain_of_conflict(struct editing *editing, const char *key)
{
    if (text_equal(key, "account_live_register_number"))
        complain(&editing->complaints, "medical_register_number", "taken",
            "この医籍登録番号の医師は、すでに別のIDを持っています。番号を確認してください。");
    else if (text_equal(key, "designation_number"))
        complain(&editing->complaints, "designation_number", "taken",
            "この指定医番号は、すでに別の指定医に登録されています。番号を確認してください。");
    else
        complain(&editing->complaints, "", "changed",
            "この画面を開いたあとに、ほかの人がこのIDを訂正しました。［やめる］で一覧に戻り、もう一度開いて、いまの内容を確認してください。");
}

static enum result log_edit(struct editing *editing)
{
    const struct doctor_edit_read_out *row = &editing->row;
    const char *detail = arena_format(editing->context->arena, "{\"version\":%d}", (int)editing->version + 1);
    return operation_log(editing->context, "doctor_edit", "designation", row->designation_id, detail);
}

static enum result edit_body(struct store *store, void *argument)
{
    struct editing *editing = argument;
    struct context *context = editing->context;
    struct designated_doctor doctor;
    struct designated_doctor_rules rules;
    struct complaints remarks = complaints_in(context->arena);
    editing->complaints = complaints_in(context->arena);
    enum result result = read_row(store, context, &editing->row);
    if (result == OK)
        result = municipality_rules(context, &rules);
    if (result != OK)
        return result;
    rules.expires_before = editing->row.expires_on;
    editing->form = typed_form(context, &editing->row);
    designated_doctor_check(context->arena, &editing->form, &rules, &doctor, &editing->complaints, &remarks);
    if (editing->complaints.count > 0)
        return REFUSED;
    result = doctor_edit_write(store, context->arena, &editing->row, &doctor, editing->version);
    if (result == CONFLICT)
        complain_of_conflict(editing, store_conflict_key(store));
    if (result == OK)
        result = log_edit(editing);
    editing->location = arena_format(context->arena, "/institution/users?login_id=%s", editing->row.login_id);
    return result == OK ? idempotency_claim(context, editing->location) : result;
}

void doctor_edit_submit(struct context *context)
{
    struct editing editing = {.context = context};
    if (!number_read(field(context->fields, "version"), 1, INT32_MAX, &editing.version))
        return respond_error(context, 400);
    enum result result = store_transaction(context->store, edit_body, &editing);
    if (result != OK && editing.complaints.count > 0)
        return respond_form(context, &editing.row, &editing.form, field(context->fields, "version"),
            &editing.complaints);
    if (result != OK)
        return doctor_life_overtaken(context, result, "医療機関ユーザ編集", doctor_life_changed);
    flash(context, "doctor_edited");
    response_see_other(context->response, editing.location);
}
