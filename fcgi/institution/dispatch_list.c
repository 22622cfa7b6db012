/* 発送一覧: which notice goes to which institution, for the person who packs. Reading it is logged. */
#include "dispatch_list.h"

#include "clock.h"
#include "criteria.h"
#include "csv_writer.h"
#include "designation_kind.h"
#include "issuance.h"
#include "text.h"
#include "xlsx_writer.h"

enum { DISPATCH_MOST = 1000, COLUMN_COUNT = 10 };

const struct field_spec dispatch_list_fields[] = {CRITERIA_FIELDS, {0}};

static const char *const headings[COLUMN_COUNT] = {"番号", "医療機関番号", "医療機関名", "部署", "氏名", "フリガナ",
    "ユーザID", "指定医の種別", "指定医番号", "発行状態"};

static const double widths[COLUMN_COUNT] = {6, 14, 30, 20, 20, 24, 16, 24, 16, 28};

static const char *state_label(const struct doctor_search_out *row)
{
    struct issue_facts facts = {.stored_state = row->issue_state, .locked = row->locked != 0,
        .added_to_login = row->added_to_login != 0, .expires_on = row->expires_on, .today = row->today};
    return issue_state_label(issue_state_of(&facts));
}

static void fill(struct arena *arena, size_t number, const struct doctor_search_out *row, const char **cells)
{
    cells[0] = arena_format(arena, "%zu", number);
    cells[1] = row->institution_code;
    cells[2] = row->institution_name;
    cells[3] = text_or(row->department, "");
    cells[4] = arena_format(arena, "%s　%s", row->family_name, row->given_name);
    cells[5] = arena_format(arena, "%s　%s", row->family_kana, row->given_kana);
    cells[6] = row->login_id;
    cells[7] = designation_kind_label(designation_kind_from_word(row->kind));
    cells[8] = row->number;
    cells[9] = state_label(row);
}

static enum result read_rows(struct context *context, struct doctor_search_rows *rows_out)
{
    struct doctor_criteria criteria = criteria_read(context);
    criteria.order = DOCTOR_ORDER_INSTITUTION;
    enum result result = doctor_search(context->store, context->arena, context->session.municipality_id, &criteria, 0,
        DISPATCH_MOST, rows_out);
    if (result != OK)
        return result;
    const char *detail = arena_format(context->arena, "{\"rows\":%zu}", rows_out->count);
    return operation_log(context, "dispatch_list", "municipality", context->session.municipality_id, detail);
}

static const char *file_name(struct context *context, const char *ending)
{
    struct day today = clock_today_japan();
    return arena_format(context->arena, "発送一覧_%04d%02d%02d.%s", today.year, today.month, today.day, ending);
}

void dispatch_list_csv(struct context *context)
{
    struct doctor_search_rows rows = {0};
    enum result result = read_rows(context, &rows);
    if (result != OK)
        return respond_result(context, result);
    struct buffer file = buffer_in(context->arena);
    csv_begin(&file);
    csv_row_add(&file, headings, COLUMN_COUNT);
    for (size_t i = 0; i < rows.count; i++) {
        const char *cells[COLUMN_COUNT];
        fill(context->arena, i + 1, &rows.items[i], cells);
        csv_row_add(&file, cells, COLUMN_COUNT);
    }
    response_download(context->response, "text/csv; charset=utf-8", file_name(context, "csv"), buffer_bytes(&file));
}

void dispatch_list_xlsx(struct context *context)
{
    struct doctor_search_rows rows = {0};
    struct bytes file;
    enum result result = read_rows(context, &rows);
    struct xlsx_writer *writer = result == OK ? xlsx_writer_new(context->arena, "発送一覧") : NULL;
    if (writer == NULL)
        return respond_result(context, result == OK ? FAILED : result);
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        xlsx_writer_width(writer, i + 1, widths[i]);
    xlsx_writer_row(writer, headings, COLUMN_COUNT, true);
    for (size_t i = 0; i < rows.count; i++) {
        const char *cells[COLUMN_COUNT];
        fill(context->arena, i + 1, &rows.items[i], cells);
        xlsx_writer_row(writer, cells, COLUMN_COUNT, false);
    }
    result = xlsx_writer_finish(writer, context->arena, &file);
    if (result != OK)
        return respond_result(context, result);
    response_download(context->response, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        file_name(context, "xlsx"), file);
}
