/* Bulk actions on chosen rows. Each row has a transaction of its own, so that one that fails stops no other. Sending the
 * same form again changes nothing more: a date that is there already and an account without a lock are left alone. */
#include "users_bulk.h"

#include "account_life_store.h"
#include "criteria.h"
#include "designation_life_store.h"
#include "doctor_edit_query.h"
#include "doctor_life.h"
#include "institution_users_bulk_extend_page.h"
#include "institution_users_bulk_result_page.h"
#include "text.h"
#include "users_bulk_view.h"

enum { BULK_MOST = 100 }; /* the longest page of results */

const struct field_spec users_bulk_fields[] = {
    CRITERIA_FIELDS,
    {"designation", "対象のID", FIELD_CODE, 22, FIELD_MANY},
    {0},
};

const struct field_spec users_bulk_extend_fields[] = {
    CRITERIA_FIELDS,
    {"designation", "対象のID", FIELD_CODE, 22, FIELD_MANY},
    {"expires_on", "新しい有効期限年月日", FIELD_TEXT, 40, 0},
    {"step", "手順", FIELD_CODE, 8, 0},
    {0},
};

/* One row on its way through its transaction. */
struct bulk_row {
    struct context *context;
    const char *reference;
    struct doctor_edit_read_out row;
    bool found;
    struct day expires_on;
    const char *fate; /* why not; NULL when nothing speaks against it */
};

static enum result read_row(struct store *store, struct bulk_row *bulk)
{
    struct doctor_edit_read_in in = {
        .municipality_id = bulk->context->session.municipality_id, .reference = bulk->reference};
    bulk->fate = NULL;
    enum result result = doctor_edit_read(store, bulk->context->arena, &in, &bulk->row);
    bulk->found = result == OK;
    return result;
}

static enum result refuse(struct bulk_row *bulk, const char *fate)
{
    bulk->fate = fate;
    return REFUSED;
}

static enum result extend_body(struct store *store, void *argument)
{
    struct bulk_row *bulk = argument;
    struct arena *arena = bulk->context->arena;
    enum result result = read_row(store, bulk);
    if (result != OK)
        return result;
    int order = day_compare(bulk->expires_on, bulk->row.expires_on);
    if (order == 0)
        return refuse(bulk, "すでにこの有効期限です。何も変えていません。");
    if (order < 0)
        return refuse(bulk, arena_format(arena, "いまの有効期限 %s のほうが後です。%s",
            day_japanese(arena, bulk->row.expires_on), doctor_life_shortening(&bulk->row)));
    result = designation_extend_to(store, &bulk->row, bulk->expires_on);
    if (result != OK)
        return result;
    return operation_log(bulk->context, "doctor_extend", "designation", bulk->row.designation_id,
        arena_format(arena, "{\"from\":\"%s\",\"to\":\"%s\",\"bulk\":true}", day_iso(arena, bulk->row.expires_on),
            day_iso(arena, bulk->expires_on)));
}

static enum result unlock_body(struct store *store, void *argument)
{
    struct bulk_row *bulk = argument;
    enum result result = read_row(store, bulk);
    if (result != OK)
        return result;
    struct account_target target = {
        .row = {.account_id = bulk->row.account_id}, .role = ROLE_DOCTOR, .relation = RELATION_ISSUER};
    result = account_unlock_now(store, &target);
    if (result == CONFLICT)
        return refuse(bulk, "ロックされていません。何も変えていません。");
    if (result != OK)
        return result;
    return operation_log(bulk->context, "account_unlock", "account", bulk->row.account_id, "{\"bulk\":true}");
}

static const char *fate_of(const struct bulk_row *bulk, enum result result, const char *done)
{
    if (bulk->fate != NULL)
        return bulk->fate;
    switch (result) {
    case OK: return done;
    case NOT_FOUND: return "このIDは見つかりません。削除または移管されたIDです。";
    case CONFLICT: return "ほかの人が同時に変更しました。検索し直してから、もう一度実行してください。";
    case REFUSED: return "ログインの状態が変わったため、処理していません。ログインし直してください。";
    default: return "システムの都合で処理できませんでした。時間をおいて、もう一度実行してください。";
    }
}

static struct users_bulk_row row_view(struct arena *arena, const struct bulk_row *bulk)
{
    const struct doctor_edit_read_out *row = &bulk->row;
    if (!bulk->found)
        return (struct users_bulk_row){.reference = bulk->reference, .name = "（表示できないID）", .login_id = "", .institution = "",
            .expires_on = ""};
    return (struct users_bulk_row){
        .reference = bulk->reference,
        .name = arena_format(arena, "%s　%s", row->family_name, row->given_name),
        .login_id = row->login_id,
        .institution = row->institution_name,
        .expires_on = day_japanese(arena, row->expires_on),
    };
}

static struct users_bulk_view view_of(struct context *context)
{
    struct doctor_criteria criteria = criteria_read(context);
    struct criteria_pairs pairs = criteria_pairs(context->arena, &criteria);
    const char *query = criteria_query(context->arena, &pairs);
    return (struct users_bulk_view){
        .criteria = pairs,
        .back = arena_format(context->arena, "/institution/users?mode=bulk%s%s", *query == 0 ? "" : "&", query),
    };
}

/* One that is not the municipality's is shown without its name. */
static void add_row(struct context *context, struct users_bulk_view *view, const struct users_bulk_row *row, bool found)
{
    *list_push(context->arena, &view->rows) = *row;
    view->shown += found;
    shown_list(context, 0, view->shown, 1);
}

/* Does `body` to each chosen row and tells the fate of each. */
static void act(struct context *context, const char *title, struct day expires_on,
    enum result (*body)(struct store *store, void *argument), const char *done)
{
    struct users_bulk_view view = view_of(context);
    for (size_t i = 0; i < field_count(context->fields, "designation"); i++) {
        struct bulk_row bulk = {
            .context = context, .reference = field_at(context->fields, "designation", i), .expires_on = expires_on};
        enum result result = store_transaction(context->store, body, &bulk);
        struct users_bulk_row row = row_view(context->arena, &bulk);
        row.done = result == OK;
        row.fate = fate_of(&bulk, result, done);
        view.done += row.done;
        add_row(context, &view, &row, bulk.found);
    }
    view.count = (int64_t)view.rows.count;
    view.left = view.count - view.done;
    respond_page(context, title, institution_users_bulk_result_page, &view);
}

/* Nothing chosen, or more than a page holds: an answer that says so; true when it was given. */
static bool answer_count(struct context *context, const char *title)
{
    size_t count = field_count(context->fields, "designation");
    struct users_bulk_view view = view_of(context);
    struct complaints complaints = complaints_in(context->arena);
    if (count > 0 && count <= BULK_MOST)
        return false;
    complain(&complaints, "designation", count == 0 ? "required" : "too_many",
        count == 0 ? "IDを選んでください。" : "一度に選べるIDは100件までです。");
    shown_list(context, 0, 0, 1);
    respond_page_complaining(context, title, institution_users_bulk_result_page, &view, &complaints);
    return true;
}

void users_bulk_unlock(struct context *context)
{
    static const char title[] = "アカウントロック解除（選択分）";
    if (!answer_count(context, title))
        act(context, title, DAY_NONE, unlock_body, "ロックを解除しました。パスワードは変わりません。");
}

static enum result add_chosen(struct context *context, struct users_bulk_view *view)
{
    for (size_t i = 0; i < field_count(context->fields, "designation"); i++) {
        struct bulk_row bulk = {.context = context, .reference = field_at(context->fields, "designation", i)};
        enum result result = read_row(context->store, &bulk);
        if (result != OK && result != NOT_FOUND)
            return result;
        struct users_bulk_row row = row_view(context->arena, &bulk);
        add_row(context, view, &row, bulk.found);
    }
    view->count = (int64_t)view->rows.count;
    return OK;
}

static void ask_for_date(struct context *context, const char *title, const struct complaints *complaints)
{
    struct users_bulk_view view = view_of(context);
    view.expires_on = doctor_life_expiry_field(field(context->fields, "expires_on"), complaints);
    enum result result = add_chosen(context, &view);
    if (result != OK)
        return respond_result(context, result);
    respond_page_complaining(context, title, institution_users_bulk_extend_page, &view, complaints);
}

void users_bulk_extend(struct context *context)
{
    static const char title[] = "有効期限延長（選択分）";
    struct complaints complaints = complaints_in(context->arena);
    struct day expires_on = DAY_NONE;
    bool apply = text_equal(field(context->fields, "step"), "apply");
    if (answer_count(context, title))
        return;
    if (apply)
        expires_on = doctor_life_expiry_read(context, &complaints);
    if (!apply || complaints.count > 0)
        return ask_for_date(context, title, &complaints);
    act(context, title, expires_on, extend_body,
        arena_format(context->arena, "有効期限を%sまで延長しました。", day_japanese(context->arena, expires_on)));
}
