/* 兼務先医療機関の登録: the doctor's places of work, and a search for registered institutions. */
#include "affiliations.h"

#include "account_affiliations_page.h"
#include "affiliation_query.h"
#include "affiliations_view.h"
#include "bigram.h"
#include "number.h"
#include "text.h"

enum { CODE_LENGTH = 10 };

const struct field_spec affiliations_fields[] = {{"institution", "医療機関", FIELD_TEXT, 200, 0}, {0}};

const struct field_spec affiliation_add_fields[] = {
    {"place", "医療機関", FIELD_CODE, 22, 0},
    {"query", "", FIELD_TEXT, 200, 0},
    {"scheme", "難病/小慢", FIELD_CODE, 8, FIELD_REQUIRED},
    {"department", "部署(部門/診療科)", FIELD_TEXT, 100, 0},
    {0},
};

const struct field_spec affiliation_remove_fields[] = {{"affiliation", "兼務先", FIELD_CODE, 18, FIELD_REQUIRED}, {0}};

/* A scheme in which the doctor is designated has a 主たる勤務先. */
static void add_scheme(struct context *context, struct affiliations_view *view, enum scheme scheme)
{
    *list_push(context->arena, &view->schemes) =
        (struct affiliations_scheme){scheme_word(scheme), scheme_label(scheme), scheme == context->session.scheme};
}

static enum result add_places(struct context *context, struct affiliations_view *view)
{
    struct affiliation_list_rows rows;
    enum result result = affiliation_list(context->store, context->arena,
        &(struct affiliation_list_in){.account_id = context->session.account_id}, &rows);
    for (size_t i = 0; result == OK && i < rows.count; i++) {
        bool primary = text_equal(rows.items[i].place, "primary");
        if (primary)
            add_scheme(context, view, scheme_from_word(rows.items[i].scheme));
        *list_push(context->arena, &view->places) = (struct affiliations_place){
            .id = rows.items[i].id,
            .scheme = scheme_label(scheme_from_word(rows.items[i].scheme)),
            .place = primary ? "主たる勤務先" : "兼務先",
            .institution = rows.items[i].name,
            .code = rows.items[i].code,
            .department = rows.items[i].department,
            .manager = rows.items[i].manager != 0,
            .removable = !primary,
        };
    }
    return result;
}

/* Under each scheme of the doctor: there is nothing to add. */
static bool is_registered(const struct affiliations_view *view, const char *code)
{
    size_t places = 0;
    for (size_t i = 0; i < view->places.count; i++)
        places += text_equal(view->places.items[i].code, code);
    return places >= view->schemes.count;
}

static void add_found(struct context *context, struct affiliations_view *view, const char *reference, const char *code,
    const char *name)
{
    bool registered = is_registered(view, code);
    *list_push(context->arena, &view->found) = (struct affiliations_found){
        .reference = reference, .code = code, .name = name, .registered = registered};
    view->has_addable = view->has_addable || !registered;
}

static enum result find_by_code(struct context *context, struct affiliations_view *view, const char *code)
{
    struct affiliation_find_code_rows rows;
    enum result result = affiliation_find_code(context->store, context->arena,
        &(struct affiliation_find_code_in){.code = code}, &rows);
    for (size_t i = 0; result == OK && i < rows.count; i++)
        add_found(context, view, rows.items[i].reference, rows.items[i].code, rows.items[i].name);
    return result;
}

static enum result find_by_name(struct context *context, struct affiliations_view *view)
{
    struct affiliation_find_name_rows rows;
    struct bigrams bigrams = {0};
    const char *folded = text_fold(context->arena, view->query);
    bigrams_add(context->arena, &bigrams, folded);
    if (bigrams.count == 0)
        return OK;
    enum result result = affiliation_find_name(context->store, context->arena,
        &(struct affiliation_find_name_in){.folded = folded, .bigram = bigrams.items[bigrams.count - 1]}, &rows);
    for (size_t i = 0; result == OK && i < rows.count; i++)
        add_found(context, view, rows.items[i].reference, rows.items[i].code, rows.items[i].name);
    return result;
}

static enum result search(struct context *context, struct affiliations_view *view)
{
    const char *typed = text_half_width(context->arena, view->query);
    if (strlen(typed) == CODE_LENGTH && number_is_digits(typed, CODE_LENGTH))
        return find_by_code(context, view, typed);
    return find_by_name(context, view);
}

/* Only doctors have designations, and so places of work; others are told that there is no such page. */
static bool is_doctor(const struct context *context)
{
    return context->session.role == ROLE_DOCTOR || context->session.role == ROLE_DOCTOR_MANAGER;
}

static void show(struct context *context, const char *query, const struct complaints *complaints)
{
    struct affiliations_view view = {
        .query = query,
        .query_error = complaints == NULL && text_is_empty(query) && field_count(context->fields, "institution") > 0
            ? "医療機関の名称の一部、または番号を入力してください。"
            : "",
        .department = complaints == NULL ? "" : field(context->fields, "department"),
        .place_error = complaints == NULL ? "" : text_or(complaint_about(complaints, "place"), ""),
    };
    view.searched = !text_is_empty(view.query);
    enum result result = add_places(context, &view);
    view.has_choice = view.schemes.count > 1;
    if (result == OK && view.searched)
        result = search(context, &view);
    if (view.found.count == 1)
        view.found.items[0].chosen = view.has_addable;
    if (result != OK)
        return respond_result(context, result);
    respond_page_complaining(context, "兼務先医療機関の登録", account_affiliations_page, &view, complaints);
}

void affiliations_show(struct context *context)
{
    if (!is_doctor(context))
        return respond_error(context, 404);
    show(context, field(context->fields, "institution"), NULL);
}

static void overtaken(struct context *context, enum result result)
{
    static const struct overtaken words = {
        .title = "兼務先医療機関の登録",
        .gone = "この医療機関または勤務先は見つかりません。先に別の画面で外したか、主たる勤務先に変わったか、指定が終わっています。",
        .changed = "ほかの画面の操作が先に完了しました。",
        .link = "/account/affiliations",
        .link_label = "いまの勤務先を見る",
    };
    respond_overtaken(context, result, &words);
}

static enum result add_body(struct store *store, void *argument)
{
    struct context *context = argument;
    struct affiliation_add_in in = {
        .account_id = context->session.account_id,
        .scheme = field(context->fields, "scheme"),
        .reference = field(context->fields, "place"),
        .department = field(context->fields, "department"),
    };
    int64_t changed = 0;
    enum result result = affiliation_add(store, &in, &changed);
    if (result == OK && changed == 0)
        return NOT_FOUND;
    if (result == OK)
        result = operation_log(context, "affiliation_add", "account", context->session.account_id, NULL);
    return result == OK ? idempotency_claim(context, "/account/affiliations") : result;
}

void affiliation_add_submit(struct context *context)
{
    struct complaints *complaints = fields_complaints(context->fields);
    if (!is_doctor(context))
        return respond_error(context, 404);
    if (text_is_empty(field(context->fields, "place")))
        complain(complaints, "place", "required", "医療機関を選択してください。");
    if (complaints->count > 0)
        return show(context, field(context->fields, "query"), complaints);
    enum result result = store_transaction(context->store, add_body, context);
    bool there_already = result == CONFLICT && text_equal(store_conflict_key(context->store), "affiliation_place");
    if (result != OK && !there_already)
        return overtaken(context, result);
    flash(context, there_already ? "affiliation_known" : "affiliation_added");
    response_see_other(context->response, "/account/affiliations");
}

static enum result remove_body(struct store *store, void *argument)
{
    struct context *context = argument;
    int64_t id = 0;
    int64_t changed = 0;
    if (!number_read(field(context->fields, "affiliation"), 1, INT64_MAX, &id))
        return NOT_FOUND;
    enum result result = affiliation_remove(store,
        &(struct affiliation_remove_in){.account_id = context->session.account_id, .id = id}, &changed);
    if (result == OK && changed == 0)
        return NOT_FOUND;
    return result == OK
        ? operation_log(context, "affiliation_remove", "account", context->session.account_id, NULL) : result;
}

void affiliation_remove_submit(struct context *context)
{
    enum result result = store_transaction(context->store, remove_body, context);
    if (result != OK)
        return overtaken(context, result);
    flash(context, "affiliation_removed");
    response_see_other(context->response, "/account/affiliations");
}
