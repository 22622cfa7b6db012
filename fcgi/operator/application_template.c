/* ①: the format that 厚労省 gives to the 自治体, made from the table that reads it back. N is 郵便番号, O is 所属先住所. */
#include "application_list.h"
#include "applications.h"
#include "csv_writer.h"
#include "xlsx_writer.h"

#define XLSX_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

static void fill_labels(const char **cells)
{
    for (enum application_column column = 0; column < APPLICATION_COLUMN_COUNT; column++)
        cells[column] = application_column_spec(column)->label;
}

void application_template(struct context *context)
{
    const char *cells[APPLICATION_COLUMN_COUNT];
    struct bytes file;
    struct xlsx_writer *writer = xlsx_writer_new(context->arena, "申請リスト");
    if (writer == NULL)
        return respond_result(context, FAILED);
    fill_labels(cells);
    for (size_t i = 1; i <= APPLICATION_COLUMN_COUNT; i++)
        xlsx_writer_width(writer, i, 18);
    xlsx_writer_row(writer, cells, APPLICATION_COLUMN_COUNT, true);
    if (xlsx_writer_finish(writer, context->arena, &file) != OK)
        return respond_result(context, FAILED);
    response_download(context->response, XLSX_TYPE, "管理者権限のユーザID申請リスト（フォーマット）.xlsx", file);
}

void application_sample(struct context *context)
{
    const char *cells[APPLICATION_COLUMN_COUNT];
    struct buffer file = buffer_in(context->arena);
    csv_begin(&file);
    fill_labels(cells);
    csv_row_add(&file, cells, APPLICATION_COLUMN_COUNT);
    for (enum application_column column = 0; column < APPLICATION_COLUMN_COUNT; column++)
        cells[column] = application_column_spec(column)->sample;
    csv_row_add(&file, cells, APPLICATION_COLUMN_COUNT);
    response_download(context->response, "text/csv; charset=utf-8", "管理者権限のユーザID申請リスト（サンプル）.csv",
        buffer_bytes(&file));
}
