/* 医療機関ユーザ検索 for municipalities: conditions, list, paging, and the way to notices. */
#include "users.h"

#include "criteria.h"
#include "designated_doctor.h"
#include "institution_users_page.h"
#include "number.h"
#include "query_string.h"
#include "rows_range.h"
#include "text.h"
#include "user_list.h"
#include "users_detail.h"
#include "users_view.h"

enum { PAGE_SIZES = 3, BUNDLE_MOST = 1000, SHOWN_MOST = 1000, PARTS_MOST = 20 };

static const char *const page_sizes[PAGE_SIZES] = {"20", "50", "100"};

const struct field_spec users_fields[] = {
    CRITERIA_FIELDS,
    {"page", "ページ", FIELD_CODE, 4, 0},
    {"size", "表示件数", FIELD_CODE, 3, 0},
    {"mode", "まとめて操作", FIELD_CODE, 8, 0},
    {"parts", "通知書の部", FIELD_CODE, 3, 0},
    {0},
};

static struct select_view select_of(struct context *context, const char *name, const char *label, const char *chosen)
{
    struct select_view select = {.name = name, .label = label, .chosen = chosen};
    select_add(context->arena, &select, "", "すべて");
    return select;
}

static struct select_view scheme_choices(struct context *context, const char *chosen)
{
    struct select_view select = select_of(context, "scheme", "難病/小慢", chosen);
    for (enum scheme scheme = SCHEME_NANBYO; scheme <= SCHEME_SHOMAN; scheme++)
        select_add(context->arena, &select, scheme_word(scheme), scheme_label(scheme));
    return select;
}

static struct select_view kind_choices(struct context *context, const char *chosen)
{
    struct select_view select = select_of(context, "kind", "指定医の種別", chosen);
    for (enum designation_kind kind = KIND_NANBYO; kind <= KIND_SHOMAN; kind++)
        select_add(context->arena, &select, designation_kind_word(kind), designation_kind_label(kind));
    return select;
}

static struct select_view notice_choices(struct context *context, const char *chosen)
{
    struct select_view select = select_of(context, "notice", "通知書", chosen);
    select_add(context->arena, &select, "reprint", "出し直しが必要");
    select_add(context->arena, &select, "password_expired", "初期パスワードの有効期限切れ");
    return select;
}

static struct select_view order_choices(struct context *context, const char *chosen)
{
    static const char *const labels[] = {
        [DOCTOR_ORDER_KANA] = "フリガナ順",
        [DOCTOR_ORDER_AGE] = "登録が新しい順",
        [DOCTOR_ORDER_EXPIRY] = "有効期限が近い順",
        [DOCTOR_ORDER_INSTITUTION] = "医療機関ごと",
    };
    struct select_view select = {.name = "sort", .label = "並び順", .chosen = chosen};
    for (enum doctor_order order = DOCTOR_ORDER_KANA; order <= DOCTOR_ORDER_INSTITUTION; order++)
        select_add(context->arena, &select, doctor_order_word(order), labels[order]);
    return select;
}

static struct select_view size_choices(struct context *context, const char *chosen)
{
    struct select_view select = {.name = "size", .label = "表示件数", .chosen = chosen};
    for (size_t i = 0; i < PAGE_SIZES; i++)
        select_add(context->arena, &select, page_sizes[i], arena_format(context->arena, "%s件", page_sizes[i]));
    return select;
}

static const char *chosen_size(struct context *context)
{
    for (size_t i = 0; i < PAGE_SIZES; i++)
        if (text_equal(page_sizes[i], field(context->fields, "size")))
            return page_sizes[i];
    return page_sizes[0];
}

/* the issuer may reset, unlock and reissue a key that exists. */
static struct user_steps steps_of(struct context *context, const struct doctor_search_out *row)
{
    struct user_facts facts = {row->account_reference, RELATION_ISSUER, row->locked != 0, row->has_key != 0};
    struct user_steps steps = {0};
    user_step_offer(context, &steps, "/institution/users", ACTION_PASSWORD_RESET, &facts);
    user_step_offer(context, &steps, "/institution/users", ACTION_UNLOCK, &facts);
    user_step_offer(context, &steps, "/institution/users", ACTION_KEY_REISSUE, &facts);
    return steps;
}

static const char *why_not_chosen(enum issue_state state)
{
    switch (state) {
    case ISSUE_LOCKED:
        return "ロック中のため選べません";
    case ISSUE_EXPIRED:
        return "有効期限切れのため選べません";
    default:
        return "利用を始めているため、通知書を出力できません";
    }
}

static struct users_row row_view(struct arena *arena, const struct doctor_search_out *row)
{
    struct issue_facts facts = {
        .stored_state = row->issue_state,
        .locked = row->locked != 0,
        .added_to_login = row->added_to_login != 0,
        .printed = row->printed != 0,
        .expires_on = row->expires_on,
        .today = row->today,
    };
    enum issue_state state = issue_state_of(&facts);
    bool printable = issue_notice_printable(&facts);
    return (struct users_row){
        .reference = row->reference,
        .name = arena_join(arena, row->family_name, "　", row->given_name, NULL),
        .kana = arena_join(arena, row->family_kana, "　", row->given_kana, NULL),
        .login_id = row->login_id,
        .scheme = row->scheme,
        .kind = designation_kind_label(designation_kind_from_word(row->kind)),
        .number = row->number,
        .register_number = row->register_number,
        .institution = row->institution_name,
        .institution_code = row->institution_code,
        .department = text_or(row->department, ""),
        .expires_on = day_iso(arena, row->expires_on),
        .state = issue_state_label(state),
        .state_word = issue_state_word(state),
        .manager = row->manager != 0,
        .printable = printable,
        .choosable = issue_notice_choosable(&facts),
        .why_not = why_not_chosen(state),
        .reissuable = printable && !facts.added_to_login,
        .reprint_wanted = row->reprint_wanted != 0 && printable,
        .added_to_login = facts.added_to_login,
        .never_printed = !facts.printed,
    };
}

static void add_rows(struct context *context, struct users_view *view, const struct doctor_search_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        struct users_row row = row_view(context->arena, &rows->items[i]);
        row.choosable = view->bulk || row.choosable;
        row.steps = steps_of(context, &rows->items[i]);
        view->chooses = view->chooses || row.choosable;
        *list_push(context->arena, &view->rows) = row;
    }
}

/* Notices may be chosen for some rows only, the bulk actions for all: two modes of one page. */
static const char *mode_link(struct context *context, const char *criteria, bool bulk)
{
    return arena_format(context->arena, "/institution/users?%s%s%s", bulk ? "mode=bulk" : "",
        bulk && *criteria != 0 ? "&" : "", criteria);
}

static bool wants_parts(struct context *context)
{
    return text_equal(field(context->fields, "parts"), "all");
}

/* Bundles over all results come in numbered parts of at most 1,000. A page counts to 1,001; all parts are counted
 * and offered when the clerk asks for them. */
static void add_parts(struct context *context, struct users_view *view, int64_t found)
{
    if (found <= (int64_t)view->rows.count || view->rows.count == 0)
        return;
    if (found > BUNDLE_MOST && !wants_parts(context)) {
        view->parts_link = arena_format(context->arena, "/institution/users?parts=all%s%s#parts",
            *view->criteria_query == 0 ? "" : "&", view->criteria_query);
        return;
    }
    view->parts_more = found > (int64_t)PARTS_MOST * BUNDLE_MOST;
    for (int64_t number = 1, first = 1; first <= found && number <= PARTS_MOST; number++, first += BUNDLE_MOST)
        *list_push(context->arena, &view->parts) = (struct users_part){.number = number, .first = first,
            .last = found < first + BUNDLE_MOST ? found : first + BUNDLE_MOST - 1};
}

/* Lists and bundles of all results go on from this moment: what is printed meanwhile stays in its place. */
static void mark_moment(struct context *context, struct users_view *view, const struct doctor_search_rows *rows)
{
    struct arena *arena = context->arena;
    if (rows->count == 0)
        return;
    view->as_of = arena_format(arena, "%lld", (long long)rows->items[0].asked_at);
    const char *more = arena_format(arena, "%sas_of=%s", *view->criteria_query == 0 ? "" : "&", view->as_of);
    view->csv_link = arena_join(arena, view->csv_link, more, NULL);
    view->xlsx_link = arena_join(arena, view->xlsx_link, more, NULL);
}

static const char *page_link(struct context *context, const struct users_view *view, int64_t page, const char *size)
{
    struct buffer query = buffer_in(context->arena);
    buffer_add_text(&query, view->criteria_query);
    query_string_add(&query, "size", size);
    if (view->bulk)
        query_string_add(&query, "mode", "bulk");
    query_string_add(&query, "page", arena_format(context->arena, "%d", (int)page));
    return arena_format(context->arena, "/institution/users?%s", buffer_text(&query));
}

static void describe_range(struct context *context, struct users_view *view, int64_t page, int64_t found)
{
    int64_t size = 20;
    (void)number_read(chosen_size(context), 1, 100, &size);
    int64_t first = (page - 1) * size;
    view->capped = found > SHOWN_MOST;
    view->found = view->capped && !wants_parts(context) ? "1,000件以上"
        : view->parts_more ? "20,000件以上" : arena_format(context->arena, "%d件", (int)found);
    view->range = rows_range(context->arena, first, view->rows.count);
    view->pager.previous_link = page > 1 ? page_link(context, view, page - 1, chosen_size(context)) : "";
    bool more = first + size < (view->capped ? SHOWN_MOST : found);
    view->pager.next_link = more ? page_link(context, view, page + 1, chosen_size(context)) : "";
}

static struct users_view view_of(struct context *context, const struct doctor_criteria *criteria)
{
    struct arena *arena = context->arena;
    struct criteria_pairs pairs = criteria_pairs(arena, criteria);
    const char *query = criteria_query(arena, &pairs);
    bool bulk = text_equal(field(context->fields, "mode"), "bulk");
    return (struct users_view){
        .name = criteria->name,
        .login_id = criteria->login_id,
        .register_number = criteria->register_number,
        .number = criteria->number,
        .institution = criteria->institution,
        .expires_from = field(context->fields, "expires_from"),
        .expires_to = field(context->fields, "expires_to"),
        .import_reference = criteria->import_reference,
        .schemes = scheme_choices(context, criteria->scheme),
        .kinds = kind_choices(context, criteria->kind),
        .states = user_list_states(context, ISSUE_EXPIRED),
        .notices = notice_choices(context, criteria->notice),
        .orders = order_choices(context, doctor_order_word(criteria->order)),
        .sizes = size_choices(context, chosen_size(context)),
        .pager = {.label = "検索結果のページ"},
        .criteria = pairs,
        .criteria_query = query,
        .csv_link = arena_format(arena, "/institution/users/dispatch.csv?%s", query),
        .xlsx_link = arena_format(arena, "/institution/users/dispatch.xlsx?%s", query),
        .list_csv_link = arena_format(arena, "/institution/users/list.csv?%s", query),
        .list_xlsx_link = arena_format(arena, "/institution/users/list.xlsx?%s", query),
        .bulk = bulk,
        .parts_link = "",
        .as_of = "",
        .mode_link = mode_link(context, query, !bulk),
    };
}

void users_show(struct context *context)
{
    struct doctor_criteria criteria = criteria_read(context);
    criteria.as_of = 0; /* a page tells what is the case now */
    struct users_view view = view_of(context, &criteria);
    struct doctor_search_rows rows = {0};
    int64_t found = 0;
    int64_t page = 1;
    int64_t size = 20;
    (void)number_read(chosen_size(context), 1, 100, &size);
    (void)number_read(field(context->fields, "page"), 1, SHOWN_MOST / size, &page);
    if (fields_complaints(context->fields)->count == 0) {
        enum result result = doctor_search_page(context->store, context->arena, context->session.municipality_id, &criteria,
            (struct doctor_search_range){(page - 1) * size, size, wants_parts(context) ? PARTS_MOST * BUNDLE_MOST + 1 : 0},
            &rows, &found);
        if (result != OK)
            return respond_result(context, result);
    }
    if (found == 1 && rows.count == 1) {
        enum result result = users_detail_read(context, rows.items[0].reference, &view.detail);
        if (result != OK && result != NOT_FOUND)
            return respond_result(context, result);
    }
    add_rows(context, &view, &rows);
    add_parts(context, &view, found);
    mark_moment(context, &view, &rows);
    describe_range(context, &view, page, found);
    shown_list(context, rows.count == 1 ? rows.items[0].designation_id : 0, rows.count, page);
    respond_page_complaining(context, "医療機関ユーザ検索", institution_users_page, &view, fields_complaints(context->fields));
}
