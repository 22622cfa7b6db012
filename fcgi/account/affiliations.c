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
    {"institution", "医療機関", FIELD_CODE, 22, FIELD_REQUIRED},
    {"scheme", "難病/小慢", FIELD_CODE, 8, FIELD_REQUIRED},
    {"department", "部署(部門/診療科)", FIELD_TEXT, 100, 0},
    {0},
};

const struct field_spec affiliation_remove_fields[] = {{"affiliation", "兼務先", FIELD_CODE, 18, FIELD_REQUIRED}, {0}};

static enum result add_places(struct context *context, struct affiliations_view *view)
{
    struct affiliation_list_rows rows;
    enum result result = affiliation_list(context->store, context->arena,
        &(struct affiliation_list_in){.account_id = context->session.account_id}, &rows);
    for (size_t i = 0; result == OK && i < rows.count; i++) {
        bool primary = text_equal(rows.items[i].place, "primary");
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

static void add_found(struct context *context, struct affiliations_view *view, const char *reference, const char *code,
    const char *name)
{
    *list_push(context->arena, &view->found) = (struct affiliations_found){reference, code, name};
    view->has_found = true;
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

static void add_schemes(struct context *context, struct affiliations_view *view)
{
    for (enum scheme scheme = SCHEME_NANBYO; scheme <= SCHEME_SHOMAN; scheme++)
        if ((context->session.schemes & SCHEME_BIT(scheme)) != 0)
            *list_push(context->arena, &view->schemes) = (struct affiliations_scheme){
                scheme_word(scheme), scheme_label(scheme), scheme == context->session.scheme};
    view->has_choice = view->schemes.count > 1;
}

/* Only doctors have designations, and so places of work; others are told that there is no such page. */
static bool is_doctor(const struct context *context)
{
    return context->session.role == ROLE_DOCTOR || context->session.role == ROLE_DOCTOR_MANAGER;
}

void affiliations_show(struct context *context)
{
    struct affiliations_view view = {.query = field(context->fields, "institution")};
    if (!is_doctor(context))
        return respond_error(context, 404);
    view.searched = !text_is_empty(view.query);
    add_schemes(context, &view);
    enum result result = add_places(context, &view);
    if (result == OK && view.searched)
        result = search(context, &view);
    if (result != OK)
        return respond_result(context, result);
    respond_page(context, "兼務先医療機関の登録", account_affiliations_page, &view);
}

static enum result add_body(struct store *store, void *argument)
{
    struct context *context = argument;
    struct affiliation_add_in in = {
        .account_id = context->session.account_id,
        .scheme = field(context->fields, "scheme"),
        .reference = field(context->fields, "institution"),
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
    if (!is_doctor(context))
        return respond_error(context, 404);
    enum result result = store_transaction(context->store, add_body, context);
    bool there_already = result == CONFLICT && text_equal(store_conflict_key(context->store), "affiliation_place");
    if (result != OK && !there_already)
        return respond_result(context, result);
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
    return result == OK ? operation_log(context, "affiliation_remove", "account", context->session.account_id, NULL) : result;
}

void affiliation_remove_submit(struct context *context)
{
    enum result result = store_transaction(context->store, remove_body, context);
    if (result != OK)
        return respond_result(context, result);
    flash(context, "affiliation_removed");
    response_see_other(context->response, "/account/affiliations");
}
