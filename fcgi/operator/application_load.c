/* ②③: an uploaded list is read, checked cell by cell, and stored when nothing is wrong with it; else nothing of it
 * is. */
#include <unistd.h>

#include "application_report_view.h"
#include "application_store.h"
#include "applications.h"
#include "digest.h"
#include "operator_application_report_page.h"
#include "table_source.h"
#include "text.h"
#include "token.h"

enum { FILE_BYTES_MOST = 5 * 1024 * 1024, CELLS_MOST = 100 };

const struct field_spec application_load_fields[] = {
    {"file", "管理者権限のユーザID申請リスト", FIELD_FILE, FILE_BYTES_MOST, 0},
    {0},
};

struct loading {
    struct context *context;
    const struct uploaded_file *file;
    struct import_report report;
    struct application_check *check;
    const struct applications *applicants;
    enum table_format format;
    const char *location;
};

static long read_file(void *context, void *buffer, size_t size)
{
    const struct uploaded_file *file = context;
    return read(file->fd, buffer, size);
}

static bool restart_file(void *context)
{
    const struct uploaded_file *file = context;
    return lseek(file->fd, 0, SEEK_SET) == 0;
}

static bool take_row(void *context, const struct table_row *row)
{
    struct loading *loading = context;
    struct import_cell cells[CELLS_MOST];
    size_t count = row->count < CELLS_MOST ? row->count : CELLS_MOST;
    for (size_t i = 0; i < count; i++)
        cells[i] = (struct import_cell){row->cells[i].text, row->cells[i].formula};
    return application_check_row(loading->check, row->number, cells, count);
}

static enum result check_file(struct loading *loading, struct store *store)
{
    struct context *context = loading->context;
    struct application_municipalities *known = arena_make(context->arena, struct application_municipalities);
    struct table_input input = {arena_make(context->arena, struct uploaded_file), read_file, restart_file};
    struct table_fault fault = {0};
    *(struct uploaded_file *)input.context = *loading->file;
    loading->report = import_report_in(context->arena);
    enum result result = application_municipalities_read(store, context->arena, known);
    if (result != OK || !restart_file(input.context))
        return result == OK ? FAILED : result;
    loading->check = application_check_new(context->arena, known, &loading->report);
    result = table_read(context->arena, &input, take_row, loading, &loading->format, &fault);
    if (result == REFUSED)
        import_report_problem(&loading->report, fault.row, fault.column, fault.code, "%s", fault.message);
    else if (result != OK)
        return result;
    loading->applicants = application_check_finish(loading->check);
    return OK;
}

/* Who is 自治体管理者 already need not be applied for. */
static enum result check_taken(struct loading *loading, struct store *store)
{
    enum result result = OK;
    for (size_t i = 0; result == OK && i < loading->applicants->count; i++) {
        const struct application *applicant = &loading->applicants->items[i];
        bool taken = false;
        result = application_is_taken(store, loading->context->arena, applicant->municipality_id,
            applicant->person.values[USER_MAIL], &taken);
        if (taken)
            application_check_taken(loading->check, applicant);
    }
    return result;
}

static enum result store_list(struct loading *loading, struct store *store)
{
    struct context *context = loading->context;
    struct digest digest;
    int64_t id = 0;
    if (!digest_of_file(loading->file->fd, &digest))
        return FAILED;
    struct application_list_insert_in list = {
        .reference = token_reference(context->arena),
        .file_name = loading->file->name,
        .file_sha256 = digest_bytes(&digest),
        .file_format = table_format_word(loading->format),
        .account_id = context->session.account_id,
    };
    enum result result = application_list_write(store, context->arena, &list, loading->applicants, &id);
    if (result != OK)
        return result;
    const char *detail = arena_format(context->arena, "{\"sha256\":\"%s\",\"rows\":%zu}",
        digest_hex(context->arena, list.file_sha256), loading->applicants->count);
    result = operation_log(context, "application_load", "application_list", id, detail);
    loading->location = arena_format(context->arena, "/operator/applications/list?list=%s", list.reference);
    return result == OK ? idempotency_claim(context, loading->location) : result;
}

static enum result load_body(struct store *store, void *argument)
{
    struct loading *loading = argument;
    enum result result = check_file(loading, store);
    if (result == OK)
        result = check_taken(loading, store);
    if (result != OK)
        return result;
    return loading->report.counts[IMPORT_ERROR] > 0 ? REFUSED : store_list(loading, store);
}

static const char *cell_of(struct arena *arena, const struct import_line *line)
{
    if (line->row == 0)
        return "ファイル全体";
    if (line->column == 0)
        return arena_format(arena, "%lld行目", (long long)line->row);
    return arena_format(arena, "%s%lld", import_column_letters(arena, line->column), (long long)line->row);
}

static void answer_report(struct loading *loading)
{
    struct context *context = loading->context;
    struct complaints summary = complaints_in(context->arena);
    struct application_report_view view = {
        .file_name = loading->file->name, .count = loading->report.counts[IMPORT_ERROR]};
    import_report_sort(&loading->report);
    for (size_t i = 0; i < loading->report.count; i++) {
        const struct import_line *line = &loading->report.items[i];
        *list_push(context->arena, &view.problems) = (struct application_problem){
            cell_of(context->arena, line), line->column_name, line->value, line->message};
    }
    complain(&summary, "", "problems", "エラーが%lld件あるため、登録していません。下の一覧の行を直し、もう一度アップロードしてください。",
        (long long)view.count);
    shown_list(context, 0, 0, 1); /* nothing but the person's own file */
    respond_page_complaining(context, "申請リストの確認の結果", operator_application_report_page, &view, &summary);
}

void application_load(struct context *context)
{
    struct complaints *complaints = fields_complaints(context->fields);
    if (field_file_count(context->fields, "file") == 0 && complaints->count == 0)
        complain(complaints, "file", "required",
            "ファイルが選ばれていません。［参照］で申請リストを選んでから［アップロード］を押してください。");
    if (complaints->count > 0)
        return applications_respond(context, complaints);
    struct loading loading = {.context = context, .file = field_file(context->fields, "file", 0)};
    enum result result = store_transaction(context->store, load_body, &loading);
    if (result == REFUSED && loading.report.counts[IMPORT_ERROR] > 0)
        return answer_report(&loading);
    if (result != OK)
        return respond_result(context, result);
    flash(context, "application_loaded");
    response_see_other(context->response, loading.location);
}
