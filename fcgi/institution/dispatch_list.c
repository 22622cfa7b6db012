/* Lists of the search's results as files: 発送一覧, which notice goes to which institution, for the person who packs
 * and 検索結果 with all columns in the order of the screen. Reading one is logged. */
#include "dispatch_list.h"

#include "clock.h"
#include "criteria.h"
#include "csv_writer.h"
#include "designation_kind.h"
#include "issuance.h"
#include "text.h"
#include "xlsx_writer.h"

enum { DISPATCH_MOST = 20000, DISPATCH_COLUMNS = 10, RESULT_MOST = 10000, RESULT_COLUMNS = 18, COLUMNS_MOST = 20 };

const struct field_spec dispatch_list_fields[] = {CRITERIA_FIELDS, {0}};

/* A list: its name, what is logged, its columns, and how a row fills them. */
struct list_kind {
    const char *name;
    const char *action;
    int64_t most;
    bool by_institution;
    size_t columns;
    const char *const *headings;
    const double *widths;
    void (*fill)(struct arena *arena, size_t number, const struct doctor_search_out *row, const char **cells);
};

static const char *state_label(const struct doctor_search_out *row)
{
    struct issue_facts facts = {.stored_state = row->issue_state, .locked = row->locked != 0,
        .added_to_login = row->added_to_login != 0, .printed = row->printed != 0, .expires_on = row->expires_on, .today = row->today};
    return issue_state_label(issue_state_of(&facts));
}

static void fill_dispatch(struct arena *arena, size_t number, const struct doctor_search_out *row, const char **cells)
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

static const struct list_kind dispatch_kind = {
    .name = "発送一覧", .action = "dispatch_list", .most = DISPATCH_MOST, .by_institution = true,
    .columns = DISPATCH_COLUMNS, .fill = fill_dispatch,
    .headings = (const char *const[DISPATCH_COLUMNS]){"番号", "医療機関番号", "医療機関名", "部署", "氏名", "フリガナ",
        "ユーザID", "指定医の種別", "指定医番号", "発行状態"},
    .widths = (const double[DISPATCH_COLUMNS]){6, 14, 30, 20, 20, 24, 16, 24, 16, 28},
};

static const char *yes(bool holds)
{
    return holds ? "はい" : "";
}

static void fill_result(struct arena *arena, size_t number, const struct doctor_search_out *row, const char **cells)
{
    cells[0] = arena_format(arena, "%zu", number);
    cells[1] = row->login_id;
    cells[2] = arena_format(arena, "%s　%s", row->family_name, row->given_name);
    cells[3] = arena_format(arena, "%s　%s", row->family_kana, row->given_kana);
    cells[4] = row->register_number;
    cells[5] = scheme_label(scheme_from_word(row->scheme));
    cells[6] = designation_kind_label(designation_kind_from_word(row->kind));
    cells[7] = row->number;
    cells[8] = row->institution_code;
    cells[9] = row->institution_name;
    cells[10] = text_or(row->department, "");
    cells[11] = day_iso(arena, row->certified_on);
    cells[12] = day_iso(arena, row->expires_on);
    cells[13] = state_label(row);
    cells[14] = yes(row->locked != 0);
    cells[15] = yes(row->manager != 0);
    cells[16] = yes(row->added_to_login != 0);
    cells[17] = yes(row->reprint_wanted != 0);
}

static const struct list_kind result_kind = {
    .name = "医療機関ユーザ検索結果", .action = "doctor_list_export", .most = RESULT_MOST,
    .columns = RESULT_COLUMNS, .fill = fill_result,
    .headings = (const char *const[RESULT_COLUMNS]){"番号", "ユーザID", "氏名", "フリガナ", "医籍登録番号", "難病/小慢",
        "指定医の種別", "指定医番号", "医療機関番号", "医療機関名", "部署", "認定登録年月日", "有効期限年月日", "発行状態",
        "ロック中", "責任者", "既存のIDに追加", "通知書の出し直し"},
    .widths = (const double[RESULT_COLUMNS]){6, 16, 20, 24, 14, 10, 24, 16, 14, 30, 20, 14, 14, 28, 10, 8, 14, 16},
};

static enum result read_rows(struct context *context, const struct list_kind *kind, struct doctor_search_rows *rows_out)
{
    struct doctor_criteria criteria = criteria_read(context);
    if (kind->by_institution)
        criteria.order = DOCTOR_ORDER_INSTITUTION;
    enum result result = doctor_search(context->store, context->arena, context->session.municipality_id, &criteria, 0,
        kind->most, rows_out);
    if (result != OK)
        return result;
    const char *detail = arena_format(context->arena, "{\"rows\":%zu}", rows_out->count);
    return operation_log(context, kind->action, "municipality", context->session.municipality_id, detail);
}

static const char *file_name(struct context *context, const struct list_kind *kind, const char *ending)
{
    struct day today = clock_today_japan();
    return arena_format(context->arena, "%s_%04d%02d%02d.%s", kind->name, today.year, today.month, today.day, ending);
}

static void answer_csv(struct context *context, const struct list_kind *kind)
{
    struct doctor_search_rows rows = {0};
    enum result result = read_rows(context, kind, &rows);
    if (result != OK)
        return respond_result(context, result);
    struct buffer file = buffer_in(context->arena);
    csv_begin(&file);
    csv_row_add(&file, kind->headings, kind->columns);
    for (size_t i = 0; i < rows.count; i++) {
        const char *cells[COLUMNS_MOST];
        kind->fill(context->arena, i + 1, &rows.items[i], cells);
        csv_row_add(&file, cells, kind->columns);
    }
    response_download(context->response, "text/csv; charset=utf-8", file_name(context, kind, "csv"),
        buffer_bytes(&file));
}

static void answer_xlsx(struct context *context, const struct list_kind *kind)
{
    struct doctor_search_rows rows = {0};
    struct bytes file;
    enum result result = read_rows(context, kind, &rows);
    struct xlsx_writer *writer = result == OK ? xlsx_writer_new(context->arena, kind->name) : NULL;
    if (writer == NULL)
        return respond_result(context, result == OK ? FAILED : result);
    for (size_t i = 0; i < kind->columns; i++)
        xlsx_writer_width(writer, i + 1, kind->widths[i]);
    xlsx_writer_row(writer, kind->headings, kind->columns, true);
    for (size_t i = 0; i < rows.count; i++) {
        const char *cells[COLUMNS_MOST];
        kind->fill(context->arena, i + 1, &rows.items[i], cells);
        xlsx_writer_row(writer, cells, kind->columns, false);
    }
    result = xlsx_writer_finish(writer, context->arena, &file);
    if (result != OK)
        return respond_result(context, result);
    response_download(context->response, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        file_name(context, kind, "xlsx"), file);
}

void dispatch_list_csv(struct context *context)
{
    answer_csv(context, &dispatch_kind);
}

void dispatch_list_xlsx(struct context *context)
{
    answer_xlsx(context, &dispatch_kind);
}

void result_list_csv(struct context *context)
{
    answer_csv(context, &result_kind);
}

void result_list_xlsx(struct context *context)
{
    answer_xlsx(context, &result_kind);
}
