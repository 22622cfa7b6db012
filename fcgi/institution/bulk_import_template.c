/* The files that a municipality hands to its institutions, made from the same table that reads them
 * back. */
#include "bulk_import.h"
#include "csv_writer.h"
#include "doctor_field.h"
#include "xlsx_writer.h"

#define XLSX_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

static void fill_labels(const char **cells)
{
    for (enum doctor_field item = 0; item < DOCTOR_FIELD_COUNT; item++)
        cells[item] = doctor_field_spec(item)->label;
}

void bulk_import_template(struct context *context)
{
    const char *cells[DOCTOR_FIELD_COUNT];
    struct bytes file;
    struct xlsx_writer *writer = xlsx_writer_new(context->arena, "指定医");
    if (writer == NULL)
        return respond_result(context, FAILED);
    fill_labels(cells);
    for (size_t i = 1; i <= DOCTOR_FIELD_COUNT; i++)
        xlsx_writer_width(writer, i, 20);
    xlsx_writer_row(writer, cells, DOCTOR_FIELD_COUNT, true);
    if (xlsx_writer_finish(writer, context->arena, &file) != OK)
        return respond_result(context, FAILED);
    response_download(context->response, XLSX_TYPE, "医療機関ユーザデータファイル.xlsx", file);
}

void bulk_import_sample(struct context *context)
{
    const char *cells[DOCTOR_FIELD_COUNT];
    struct buffer file = buffer_in(context->arena);
    csv_begin(&file);
    fill_labels(cells);
    csv_row_add(&file, cells, DOCTOR_FIELD_COUNT);
    for (enum doctor_field item = 0; item < DOCTOR_FIELD_COUNT; item++)
        cells[item] = doctor_field_spec(item)->sample;
    cells[DOCTOR_MUNICIPALITY_CODE] = context->session.organisation_code;
    csv_row_add(&file, cells, DOCTOR_FIELD_COUNT);
    response_download(context->response, "text/csv; charset=utf-8", "医療機関ユーザデータファイル（サンプル）.csv",
        buffer_bytes(&file));
}
