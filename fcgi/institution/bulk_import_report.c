/* The report as CSV, and the uploaded file with its repairs and messages. The latter is made from the
 * sealed original: what the person's program wrote into columns that we do not know stays. */
#include "bulk_import.h"

#include "csv_writer.h"
#include "import_check.h"
#include "import_file.h"
#include "import_summary.h"
#include "spool.h"
#include "table_source.h"
#include "text.h"
#include "xlsx_writer.h"

/* A list of 20,000 doctors has ten MiB. A small workbook may have a million rows, or gigabytes of texts that its cells
 * share: that would occupy a handler for minutes. */
enum { COLUMNS_MOST = 201, NAME_STEM_MOST = 200, CORRECTED_ROWS_MOST = 100000, CORRECTED_BYTES_MOST = 64 * 1024 * 1024 };

static enum result read_lines(struct context *context, const struct import_shown_out *row,
    struct import_lines_rows *lines_out)
{
    return import_lines(context->store, context->arena, &(struct import_lines_in){row->id, 0,
        IMPORT_LINES_MOST}, lines_out);
}

/* The file's name without its ending. */
static const char *stem(struct context *context, const char *file_name)
{
    const char *point = strrchr(file_name, '.');
    size_t length = point == NULL ? strlen(file_name) : (size_t)(point - file_name);
    return arena_text_part(context->arena, file_name, length < NAME_STEM_MOST ? length : 0);
}

void bulk_import_report(struct context *context)
{
    struct import_shown_out row;
    struct import_lines_rows lines = {0};
    enum result result = import_summary_find(context, &row);
    if (result == OK)
        result = read_lines(context, &row, &lines);
    if (result == OK)
        result = operation_log(context, "import_report", "import", row.id, NULL);
    if (result != OK)
        return respond_result(context, result);
    struct buffer file = buffer_in(context->arena);
    csv_begin(&file);
    csv_row_add(&file, (const char *const[]){"行", "列", "見出し", "種類", "値", "直した値", "内容", "コード"}, 8);
    for (size_t i = 0; i < lines.count; i++) {
        const struct import_lines_out *line = &lines.items[i];
        const char *number = line->row_in_file == 0 ? "" : arena_format(context->arena, "%lld",
            (long long)line->row_in_file);
        csv_row_add(&file, (const char *const[]){number, line->column_letter, line->column_name,
            import_severity_label(line->severity), line->value, line->repaired, line->message, line->code}, 8);
    }
    response_download(context->response, "text/csv; charset=utf-8",
        arena_format(context->arena, "%s_エラー一覧.csv", stem(context, row.file_name)), buffer_bytes(&file));
}

struct correcting {
    struct context *context;
    const struct import_lines_rows *lines;
    struct arena *row_arena;
    struct import_columns columns;
    size_t remark_column;           /* of エラー内容, from 1 */
    bool has_heading;
    size_t rows;
    size_t bytes;                   /* of all cells so far */
    bool too_large;
    size_t next_line;               /* of the report: it has the order of the rows */
    struct xlsx_writer *workbook;   /* or, for CSV, */
    int csv;                        /* a temporary file, row by row: the answer never stands in memory */
    enum result result;
};

static enum result write_csv(struct correcting *correcting, const struct buffer *text)
{
    return spool_write(correcting->csv, text->data, text->size);
}

/* Half a list would be worse than none: its other rows would be forgotten. */
static bool is_too_large(struct correcting *correcting, const struct table_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        correcting->bytes += strlen(row->cells[i].text);
    correcting->too_large = ++correcting->rows > CORRECTED_ROWS_MOST || correcting->bytes > CORRECTED_BYTES_MOST;
    return correcting->too_large;
}

static void write_row(struct correcting *correcting, const char *const *cells, size_t count, bool heading)
{
    if (correcting->workbook != NULL) {
        xlsx_writer_row(correcting->workbook, cells, count, heading);
        return;
    }
    struct buffer row = buffer_in(correcting->row_arena);
    csv_row_add(&row, cells, count);
    correcting->result = write_csv(correcting, &row);
}

/* All that is wrong with a row, with the names of the columns. */
static const char *remarks_of(struct correcting *correcting, int64_t row)
{
    const struct import_lines_rows *lines = correcting->lines;
    struct buffer remarks = buffer_in(correcting->row_arena);
    for (; correcting->next_line < lines->count; correcting->next_line++) {
        const struct import_lines_out *line = &lines->items[correcting->next_line];
        if (line->row_in_file > row)
            break;
        if (line->row_in_file < row || text_equal(line->severity, "repair"))
            continue;
        bool named = *line->column_name == 0 || text_starts_with(line->message, line->column_name);
        buffer_format(&remarks, "%s%s%s%s", remarks.size > 0 ? " / " : "", named ? "" : line->column_name,
            named ? "" : "：", line->message);
    }
    return buffer_text(&remarks);
}

static void take_heading(struct correcting *correcting, const struct table_row *row)
{
    const char *cells[COLUMNS_MOST];
    struct import_report ignored = import_report_in(correcting->row_arena);
    correcting->has_heading = true;
    for (size_t i = 0; i < row->count; i++) {
        cells[i] = row->cells[i].text;
        if (text_equal(text_trim(correcting->row_arena, cells[i]), IMPORT_REMARK_HEADING))
            correcting->remark_column = i + 1;
    }
    import_columns_read(correcting->row_arena, cells, row->count, row->number, &correcting->columns,
        &ignored);
    size_t count = row->count;
    if (correcting->remark_column == 0 && count < COLUMNS_MOST - 1) {
        cells[count++] = IMPORT_REMARK_HEADING;
        correcting->remark_column = count;
    }
    write_row(correcting, cells, count, true);
}

static const char *repaired(struct correcting *correcting, const struct import_cell *cells, size_t count,
    size_t column)
{
    for (enum doctor_field item = 0; item < DOCTOR_FIELD_COUNT; item++)
        if (correcting->columns.place[item] == column)
            return import_check_repaired(correcting->row_arena, &correcting->columns, item, cells, count);
    return cells[column - 1].text;
}

static bool take_row(void *context, const struct table_row *row)
{
    struct correcting *correcting = context;
    const char *cells[COLUMNS_MOST];
    struct import_cell given[COLUMNS_MOST];
    arena_reset(correcting->row_arena);
    if (is_too_large(correcting, row))
        return false;
    if (!correcting->has_heading) {
        take_heading(correcting, row);
        return correcting->result == OK;
    }
    for (size_t i = 0; i < row->count; i++)
        given[i] = (struct import_cell){row->cells[i].text, row->cells[i].formula};
    for (size_t i = 0; i < row->count; i++)
        cells[i] = repaired(correcting, given, row->count, i + 1);
    size_t count = row->count;
    while (count < correcting->remark_column)
        cells[count++] = "";
    if (correcting->remark_column > 0)
        cells[correcting->remark_column - 1] = remarks_of(correcting, row->number);
    write_row(correcting, cells, count, false);
    return correcting->result == OK;
}

static enum result correct(struct correcting *correcting, const struct import_shown_out *row)
{
    struct context *context = correcting->context;
    struct arena *secrets = arena_new_wiping();
    struct import_file *file = import_file_open(context->arena, secrets, context->store, context->keyring,
        row->id, row->reference);
    struct table_input input = {file, import_file_read, import_file_restart};
    enum table_format format;
    struct table_fault fault;
    correcting->row_arena = arena_new();
    enum result result = table_read(context->arena, &input, take_row, correcting, &format, &fault);
    arena_free(&correcting->row_arena);
    arena_free(&secrets);
    if (result == REFUSED) /* the rows behind the fault would be missing in a file that is there to be posted again */
        result = NOT_FOUND;
    return result == OK ? correcting->result : result;
}

/* Where the rows go: a workbook, or a file that begins with the BOM. */
static enum result open_output(struct correcting *correcting, const struct import_shown_out *row)
{
    struct context *context = correcting->context;
    struct buffer begin = buffer_in(context->arena);
    if (text_equal(row->file_format, "xlsx")) {
        correcting->workbook = xlsx_writer_new(context->arena, "指定医");
        return correcting->workbook == NULL ? FAILED : OK;
    }
    csv_begin(&begin);
    enum result result = context_spool(context, &correcting->csv);
    return result == OK ? write_csv(correcting, &begin) : result;
}

static enum result respond_corrected(struct correcting *correcting, const struct import_shown_out *row)
{
    struct context *context = correcting->context;
    const char *name = stem(context, row->file_name);
    if (correcting->workbook == NULL)
        return response_download_file(context->response, "text/csv; charset=utf-8",
            arena_format(context->arena, "%s_修正用.csv", name), correcting->csv);
    int file = -1;
    if (xlsx_writer_finish_file(correcting->workbook, &file) != OK)
        return FAILED;
    return response_download_file(context->response,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        arena_format(context->arena, "%s_修正用.xlsx", name), file);
}

void bulk_import_corrected(struct context *context)
{
    struct import_shown_out row;
    struct import_lines_rows lines = {0};
    struct correcting correcting = {.context = context, .lines = &lines};
    enum result result = import_summary_find(context, &row);
    if (result == OK)
        result = read_lines(context, &row, &lines);
    if (result == OK && row.file_kept == 0)
        result = NOT_FOUND;
    if (result == OK)
        result = open_output(&correcting, &row);
    if (result == OK)
        result = correct(&correcting, &row);
    if (correcting.too_large)
        return respond_error(context, 413);
    if (result == OK)
        result = operation_log(context, "import_corrected", "import", row.id, NULL);
    if (result == OK)
        result = respond_corrected(&correcting, &row);
    if (result != OK)
        respond_result(context, result);
}
