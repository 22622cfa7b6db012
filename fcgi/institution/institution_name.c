/* 医療機関名の訂正: what will change, one field, one transaction. */
#include "institution_name.h"

#include "doctor_field.h"
#include "institution_institution_name_page.h"
#include "institution_name_store.h"
#include "institution_name_view.h"
#include "item_check.h"
#include "json_list.h"
#include "query_string.h"
#include "text.h"

#define CODE_FIELD {"institution", "医療機関番号", FIELD_CODE, 10, FIELD_REQUIRED}
#define NAME_FIELD {"institution_name", "医療機関名", FIELD_TEXT, 400, 0}

const struct field_spec institution_name_show_fields[] = {CODE_FIELD, NAME_FIELD, {0}};

const struct field_spec institution_name_fields[] = {
    CODE_FIELD,
    NAME_FIELD,
    {"registered_name", "登録されている名称", FIELD_TEXT, 400, FIELD_REQUIRED},
    {0},
};

static const char title[] = "医療機関名の訂正";

static enum result read_place(struct context *context, const char *code, struct institution_name_read_out *row_out)
{
    return institution_name_read(context->store, context->arena,
        &(struct institution_name_read_in){.municipality_id = context->session.municipality_id, .code = code}, row_out);
}

enum result institution_name_link(struct context *context, const char *code, const char *name, const char **link_out)
{
    struct institution_name_read_out row;
    struct buffer query = buffer_in(context->arena);
    enum result result = read_place(context, code, &row);
    query_string_add(&query, "institution", code);
    query_string_add(&query, "institution_name", name);
    *link_out = result == OK ? arena_format(context->arena, "/institution/users/institution?%s", buffer_text(&query)) : "";
    return result == NOT_FOUND ? OK : result;
}

enum result institution_name_prefecture_of(struct context *context, const char *code, const char **prefecture_out)
{
    struct institution_name_prefecture_out row;
    enum result result = institution_name_prefecture(context->store, context->arena,
        &(struct institution_name_prefecture_in){.code = code}, &row);
    *prefecture_out = result == OK ? row.name : "都道府県";
    return result == NOT_FOUND ? OK : result;
}

static const char *list_of(struct context *context)
{
    return arena_format(context->arena, "/institution/users?institution=%s", field(context->fields, "institution"));
}

static void respond_second(struct context *context, enum result result)
{
    const struct overtaken words = {
        .title = title,
        .gone = "この医療機関の名称は、この自治体では訂正できません。訂正できるのは、この自治体の指定医がいる医療機関だけです。"
            "ほかの都道府県の医療機関は、その都道府県の自治体の指定医がいないときだけ訂正できます。",
        .changed = "この画面を開いたあとに、ほかの人がこの医療機関の名称を訂正しました。",
        .link = list_of(context),
        .link_label = "医療機関ユーザ検索を開く",
    };
    respond_overtaken(context, result, &words);
}

/* `typed` NULL: nothing yet. */
static void respond_form(struct context *context, const char *typed, const struct complaints *complaints)
{
    struct institution_name_read_out row;
    enum result result = read_place(context, field(context->fields, "institution"), &row);
    if (result != OK)
        return respond_second(context, result);
    struct institution_name_view view = {
        .code = field(context->fields, "institution"),
        .registered_name = row.name,
        .doctors = row.doctors,
        .printed = row.printed,
        .others = row.others != 0,
        .outside = row.outside != 0,
        .name = {.name = "institution_name", .label = "正しい医療機関名", .support = "",
            .value = typed != NULL ? typed : row.name,
            .error = complaint_about(complaints, "institution_name"), .input_mode = "text", .autocomplete = "off",
            .required = true},
    };
    respond_page_complaining(context, title, institution_institution_name_page, &view, complaints);
}

void institution_name_show(struct context *context)
{
    struct complaints none = complaints_in(context->arena);
    const char *wished = field(context->fields, "institution_name");
    respond_form(context, text_is_empty(wished) ? NULL : wished, &none);
}

struct correction {
    struct context *context;
    struct institution_name name;
};

static enum result correct_body(struct store *store, void *argument)
{
    struct correction *correction = argument;
    struct context *context = correction->context;
    int64_t institution_id = 0;
    struct json_list names = json_list_in(context->arena);
    json_list_add(&names, correction->name.before);
    json_list_add(&names, correction->name.after);
    enum result result = institution_name_correct(store, context->arena, &correction->name, &institution_id);
    if (result == OK)
        result = operation_log(context, "institution_name_correct", "medical_institution", institution_id,
            arena_format(context->arena, "{\"names\":%s}", json_list_text(&names)));
    return result == OK ? idempotency_claim(context, list_of(context)) : result;
}

static void check(struct correction *correction, struct complaints *complaints)
{
    struct context *context = correction->context;
    correction->name = (struct institution_name){
        .municipality_id = context->session.municipality_id,
        .code = field(context->fields, "institution"),
        .before = field(context->fields, "registered_name"),
        .after = item_check(context->arena, doctor_field_spec(DOCTOR_INSTITUTION_NAME),
            field(context->fields, "institution_name"), complaints),
    };
    if (text_equal(correction->name.after, correction->name.before))
        complain(complaints, "institution_name", "same", "登録されている名称と同じです。正しい名称を入力してください。");
}

/* A 一括登録 that is being registered holds its institutions: the clerk is told at once instead of waiting for it. */
static enum result correct(struct correction *correction, struct complaints *complaints)
{
    struct store *store = correction->context->store;
    store_wait_briefly(store, 2);
    enum result result = store_transaction(store, correct_body, correction);
    store_wait_briefly(store, 0);
    if (result == FAILED && store_waited_in_vain(store))
        complain(complaints, "", "busy",
            "ただいまこの医療機関の登録を処理しているため、訂正できませんでした。1分ほど待ってから、もう一度［訂正する］を押してください。");
    return result;
}

void institution_name_submit(struct context *context)
{
    struct correction correction = {.context = context};
    struct complaints complaints = complaints_in(context->arena);
    check(&correction, &complaints);
    enum result result = complaints.count > 0 ? REFUSED : correct(&correction, &complaints);
    if (complaints.count > 0)
        return respond_form(context, field(context->fields, "institution_name"), &complaints);
    if (result != OK)
        return respond_second(context, result);
    flash(context, "institution_name_corrected");
    response_see_other(context->response, list_of(context));
}
