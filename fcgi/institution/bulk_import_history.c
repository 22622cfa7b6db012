/* Lists of uploaded files: who, when, file name, SHA-256, counts, report. */
#include "bulk_import.h"

#include "bulk_import_history_view.h"
#include "clock.h"
#include "institution_bulk_import_history_page.h"
#include "number.h"
#include "rows_range.h"

enum { FILES_A_PAGE = 20, DEEPEST_PAGE = 500, WAIT_US = 300 * 1000, STEP_US = 30 * 1000 };

const struct field_spec bulk_import_history_fields[] = {
    {"page", "ページ", FIELD_CODE, 4, 0},
    {0},
};

const struct field_spec bulk_import_batch_fields[] = {
    {"batch", "アップロード", FIELD_CODE, 22, FIELD_REQUIRED},
    {0},
};

static void add_files(struct context *context, struct bulk_import_history_view *view,
    const struct import_shown_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        *list_push(context->arena, &view->files) = import_summary_of(context->arena, &rows->items[i]);
        view->running = view->running || import_is_running(&rows->items[i]);
    }
}

static const char *page_link(struct context *context, int64_t page)
{
    return arena_format(context->arena, "/institution/import/history?page=%lld", (long long)page);
}

void bulk_import_history_show(struct context *context)
{
    struct import_shown_rows rows = {0};
    struct import_history_count_out all = {0};
    int64_t page = 1;
    number_read(field(context->fields, "page"), 1, DEEPEST_PAGE, &page);
    int64_t first = (page - 1) * FILES_A_PAGE;
    struct import_history_in in = {context->session.municipality_id, first, FILES_A_PAGE};
    enum result result = import_history(context->store, context->arena, &in, &rows);
    if (result == OK)
        result = import_history_count(context->store, context->arena,
            &(struct import_history_count_in){context->session.municipality_id}, &all);
    if (result != OK)
        return respond_result(context, result);
    struct bulk_import_history_view view = {
        .whole = true, .pager = {.label = "履歴のページ"}, .self_link = page_link(context, page)};
    int64_t last = first + (int64_t)rows.count;
    view.range = arena_format(context->arena, "%s（全%lld件）", rows_range(context->arena, first, rows.count), (long long)all.found);
    if (page > 1)
        view.pager.previous_link = page_link(context, page - 1);
    if (last < all.found && page < DEEPEST_PAGE)
        view.pager.next_link = page_link(context, page + 1);
    add_files(context, &view, &rows);
    if (view.running)
        context->response->refresh = "2";
    shown_list(context, 0, import_uploaded_by_others(context, rows.items, rows.count), page);
    respond_page(context, "一括登録の履歴", institution_bulk_import_history_page, &view);
}

static bool any_runs(const struct import_shown_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        if (import_is_running(&rows->items[i]))
            return true;
    return false;
}

static enum result find_batch(struct context *context, struct import_shown_rows *rows_out)
{
    struct import_batch_in in = {context->session.municipality_id, field(context->fields, "batch")};
    int64_t until = clock_monotonic_us() + WAIT_US;
    enum result result = import_batch(context->store, context->arena, &in, rows_out);
    while (result == OK && any_runs(rows_out) && clock_monotonic_us() < until) {
        clock_sleep_us(STEP_US);
        result = import_batch(context->store, context->arena, &in, rows_out);
    }
    return result == OK && rows_out->count == 0 ? NOT_FOUND : result;
}

void bulk_import_batch_show(struct context *context)
{
    struct import_shown_rows rows = {0};
    enum result result = find_batch(context, &rows);
    if (result != OK)
        return respond_result(context, result);
    struct bulk_import_history_view view = {.range = "", .pager = {.label = "履歴のページ"}};
    view.self_link = arena_format(context->arena, "/institution/import/batch?batch=%s",
        field(context->fields, "batch"));
    add_files(context, &view, &rows);
    if (view.running)
        context->response->refresh = "2";
    shown_list(context, 0, import_uploaded_by_others(context, rows.items, rows.count), 1);
    respond_page(context, "一括登録の結果", institution_bulk_import_history_page, &view);
}
