/* One uploaded file: progress, verdict, report, and [登録する]. */
#include "bulk_import.h"

#include "bulk_import_job_view.h"
#include "clock.h"
#include "import_report.h"
#include "institution_bulk_import_job_page.h"
#include "number.h"
#include "rows_range.h"
#include "text.h"
#include "worker_wake.h"

enum { LINES_A_PAGE = 100, WAIT_US = 300 * 1000, STEP_US = 30 * 1000 };

const struct field_spec bulk_import_job_fields[] = {
    {"import", "取り込み", FIELD_CODE, 22, FIELD_REQUIRED},
    {"page", "ページ", FIELD_CODE, 3, 0},
    {0},
};

const struct field_spec bulk_import_commit_fields[] = {
    {"import", "取り込み", FIELD_CODE, 22, FIELD_REQUIRED},
    {"accept", "直す値の確認", FIELD_CODE, 3, 0},
    {0},
};

/* Small files are through before the person sees a waiting page. */
static enum result find_settled(struct context *context, struct import_shown_out *row_out)
{
    int64_t until = clock_monotonic_us() + WAIT_US;
    enum result result = import_summary_find(context, row_out);
    while (result == OK && import_is_running(row_out) && clock_monotonic_us() < until) {
        clock_sleep_us(STEP_US);
        result = import_summary_find(context, row_out);
    }
    return result;
}

static const char *place_of(struct arena *arena, const struct import_lines_out *line)
{
    if (line->row_in_file == 0)
        return "ファイル全体";
    if (*line->column_letter == 0)
        return arena_format(arena, "%lld行目", (long long)line->row_in_file);
    return arena_format(arena, "%s%lld", line->column_letter, (long long)line->row_in_file);
}

static struct bulk_import_line line_of(struct arena *arena, const struct import_lines_out *line)
{
    return (struct bulk_import_line){
        .place = place_of(arena, line),
        .column = line->column_name,
        .value = line->value,
        .repaired = line->repaired,
        .message = line->message,
        .severity = import_severity_label(line->severity),
        .chip = text_equal(line->severity, "repair") ? "info" : line->severity,
    };
}

static const char *page_link(struct context *context, const char *reference, int64_t page)
{
    return arena_format(context->arena, "/institution/import/job?import=%s&page=%lld", reference,
        (long long)page);
}

static void fill_paging(struct context *context, struct bulk_import_job_view *view,
    const struct import_shown_out *row, int64_t page)
{
    int64_t all = row->count_errors + row->count_repairs + row->count_warnings;
    int64_t first = (page - 1) * LINES_A_PAGE;
    int64_t last = first + (int64_t)view->lines.count;
    view->range = arena_format(context->arena, "%s（全%lld件）", rows_range(context->arena, first, view->lines.count), (long long)all);
    if (row->lines_kept < all)
        view->kept = arena_format(context->arena, "多いため、%lld件だけを表示します。直してから、もう一度アップロードしてください。",
            (long long)row->lines_kept);
    if (page > 1)
        view->pager.previous_link = page_link(context, row->reference, page - 1);
    if (last < row->lines_kept)
        view->pager.next_link = page_link(context, row->reference, page + 1);
}

static enum result fill_lines(struct context *context, struct bulk_import_job_view *view,
    const struct import_shown_out *row, int64_t page)
{
    struct import_lines_rows lines = {0};
    struct import_lines_in in = {row->id, (page - 1) * LINES_A_PAGE, LINES_A_PAGE};
    enum result result = import_lines(context->store, context->arena, &in, &lines);
    for (size_t i = 0; result == OK && i < lines.count; i++)
        *list_push(context->arena, &view->lines) = line_of(context->arena, &lines.items[i]);
    if (result == OK && view->lines.count > 0)
        fill_paging(context, view, row, page);
    return result;
}

static struct bulk_import_job_view view_of(struct context *context, const struct import_shown_out *row)
{
    return (struct bulk_import_job_view){
        .file = import_summary_of(context->arena, row),
        .rows_done = row->rows_done,
        .rows_total = row->rows_total,
        .checked = text_equal(row->state, "checked"),
        .refused = text_equal(row->state, "refused"),
        .done = text_equal(row->state, "done"),
        .failed = text_equal(row->state, "failed"),
        .withdrawn = text_equal(row->state, "withdrawn"),
        .not_withdrawn = text_equal(row->state, "done") && text_equal(row->wanted, "withdraw"),
        .count_new = row->count_new,
        .count_added = row->count_added,
        .count_errors = row->count_errors,
        .count_repairs = row->count_repairs,
        .correctable = row->rows_total > 0 && row->file_kept != 0
        && row->count_errors + row->count_repairs > 0,
        .repairs_only = row->rows_total > 0 && row->file_kept != 0 && row->count_errors == 0 && row->count_repairs > 0,
        .consent_error = "",
        .range = "", .kept = "", .pager = {.label = "確認の結果のページ"},
        .self_link = page_link(context, row->reference, 1),
    };
}

static void respond_job(struct context *context, const struct import_shown_out *row, int64_t page,
    const struct complaints *complaints)
{
    struct bulk_import_job_view view = view_of(context, row);
    enum result result = view.file.running ? OK : fill_lines(context, &view, row, page);
    if (result != OK)
        return respond_result(context, result);
    if (complaints != NULL)
        view.consent_error = complaint_about(complaints, "accept");
    if (view.file.running)
        context->response->refresh = "2";
    size_t others = import_uploaded_by_others(context, row, 1);
    shown_list(context, row->id, view.lines.count > 0 ? view.lines.count : others, page);
    respond_page_complaining(context, "一括登録の結果", institution_bulk_import_job_page, &view, complaints);
}

void bulk_import_job_show(struct context *context)
{
    struct import_shown_out row;
    int64_t page = 1;
    enum result result = find_settled(context, &row);
    if (result != OK)
        return respond_result(context, result);
    number_read(field(context->fields, "page"), 1, IMPORT_LINES_MOST / LINES_A_PAGE, &page);
    respond_job(context, &row, page, NULL);
}

struct commit {
    struct context *context;
    const char *location;
};

static enum result commit_body(struct store *store, void *argument)
{
    struct commit *commit = argument;
    struct context *context = commit->context;
    struct import_shown_out row;
    int64_t changed = 0;
    enum result result = import_summary_find(context, &row);
    if (result != OK)
        return result;
    result = import_commit_wanted(store, &(struct import_commit_wanted_in){.reference = row.reference,
        .municipality_id = context->session.municipality_id, .account_id = context->session.account_id,
        .epoch = context->session.epoch,
        .accept_repairs = text_equal(field(context->fields, "accept"), "yes"),
        .request_id = context->request->id}, &changed);
    if (result == OK && changed != 1)
        return CONFLICT;
    if (result == OK)
        result = import_progress_forget(store, &(struct import_progress_forget_in){row.id}, NULL);
    if (result == OK)
        result = operation_log(context, "import_commit", "import", row.id, NULL);
    return result == OK ? idempotency_claim(context, commit->location) : result;
}

/* True when the person may be asked again; false after an answer was given. */
static bool consent_is_missing(struct context *context, const struct import_shown_out *row)
{
    struct complaints complaints = complaints_in(context->arena);
    if (!text_equal(row->state, "checked") || row->count_repairs == 0 ||
        text_equal(field(context->fields, "accept"), "yes"))
        return false;
    complain(&complaints, "accept", "required",
        "直す値が%lld件あります。内容を確かめて「下の一覧の%lld件の値を直して登録します」にチェックを付けてください。",
        (long long)row->count_repairs, (long long)row->count_repairs);
    respond_job(context, row, 1, &complaints);
    return true;
}

void bulk_import_job_commit(struct context *context)
{
    struct import_shown_out row;
    struct commit commit = {.context = context};
    enum result result = import_summary_find(context, &row);
    if (result != OK)
        return respond_result(context, result);
    if (consent_is_missing(context, &row))
        return;
    commit.location = page_link(context, row.reference, 1);
    result = store_transaction(context->store, commit_body, &commit);
    if (result != OK && result != CONFLICT)
        return respond_result(context, result);
    worker_wake(context->settings);
    /* after CONFLICT the page shows what is the case */
    response_see_other(context->response, commit.location);
}
