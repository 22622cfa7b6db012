/* Any bytes as an uploaded list (F04, T22–T24), from the table reader through repairs and rules to the report: no
 * crash, no undefined behaviour, and every repair that is proposed is whole, so that a repaired value needs none.
 * The first byte chooses: the rest is the file itself, or the sheet, the styles or the shared texts of an .xlsx
 * file. */
#include <stddef.h>
#include <stdint.h>

#include <archive.h>
#include <archive_entry.h>

#include "buffer.h"
#include "excel_damage.h"
#include "import_check.h"
#include "table_source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct file {
    struct bytes bytes;
    size_t at;
};

static long read_file(void *context, void *buffer, size_t size)
{
    struct file *file = context;
    size_t left = file->bytes.size - file->at;
    size_t part = left < size ? left : size;
    memcpy(buffer, file->bytes.data + file->at, part);
    file->at += part;
    return (long)part;
}

static bool restart(void *context)
{
    ((struct file *)context)->at = 0;
    return true;
}

static la_ssize_t keep(struct archive *archive, void *context, const void *data, size_t size)
{
    (void)archive;
    buffer_add(context, data, size);
    return (la_ssize_t)size;
}

static void add_part(struct archive *zip, const char *name, struct bytes content)
{
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, name);
    archive_entry_set_size(entry, (la_int64_t)content.size);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_write_header(zip, entry);
    archive_write_data(zip, content.data, content.size);
    archive_entry_free(entry);
}

static struct bytes of(const char *text)
{
    return (struct bytes){(const uint8_t *)text, strlen(text)};
}

/* A workbook one of whose parts is the input. */
static struct bytes book(struct buffer *file, unsigned part, struct bytes input)
{
    static const char sheet[] =
        "<worksheet><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"0\"><v>45159</v></c></row></worksheet>";
    struct archive *zip = archive_write_new();
    archive_write_set_format_zip(zip);
    archive_write_zip_set_compression_store(zip);
    archive_write_open(zip, file, NULL, keep, NULL);
    add_part(zip, "xl/workbook.xml", of("<workbook xmlns:r=\"r\"><sheets><sheet r:id=\"a\"/></sheets></workbook>"));
    add_part(zip, "xl/_rels/workbook.xml.rels", of("<R><Relationship Id=\"a\" Target=\"s.xml\"/></R>"));
    add_part(zip, "xl/styles.xml", part == 2 ? input : of("<s><cellXfs><xf numFmtId=\"14\"/></cellXfs></s>"));
    add_part(zip, "xl/sharedStrings.xml", part == 3 ? input : of("<sst><si><t>a</t></si></sst>"));
    add_part(zip, "xl/s.xml", part == 1 ? input : of(sheet));
    archive_write_free(zip);
    return buffer_bytes(file);
}

static void expect_whole_repair(struct arena *arena, enum doctor_field field, const char *value)
{
    struct excel_damage damage;
    struct excel_damage again;
    if (excel_damage_find(arena, field, value, &damage) && excel_damage_find(arena, field, damage.repaired, &again))
        abort();
}

struct run {
    struct arena *row;
    struct import_check *check;
};

static bool take(void *context, const struct table_row *row)
{
    struct run *run = context;
    struct import_cell cells[200];
    struct designated_doctor doctor;
    arena_reset(run->row);
    for (size_t i = 0; i < row->count; i++) {
        cells[i] = (struct import_cell){row->cells[i].text, row->cells[i].formula};
        expect_whole_repair(run->row, (enum doctor_field)(i % DOCTOR_FIELD_COUNT), row->cells[i].text);
    }
    return import_check_row(run->check, run->row, row->number, cells, row->count, &doctor) != IMPORT_ROW_STOP;
}

static bool take_heading(struct run *run)
{
    struct import_cell cells[DOCTOR_FIELD_COUNT];
    struct designated_doctor doctor;
    for (enum doctor_field field = 0; field < DOCTOR_FIELD_COUNT; field++)
        cells[field] = (struct import_cell){doctor_field_spec(field)->label, false};
    return import_check_row(run->check, run->row, 1, cells, DOCTOR_FIELD_COUNT, &doctor) == IMPORT_ROW_HEADING;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct designated_doctor_rules rules = {"130001", "東京都", true, true, {2026, 11, 21}, {0}};
    if (size < 1)
        return 0;
    struct arena *arena = arena_new();
    struct buffer archive = buffer_in(arena);
    struct import_report report = import_report_in(arena);
    struct run run = {arena_new(), import_check_new(arena, &rules, &report)};
    struct bytes input = {data + 1, size - 1};
    struct file file = {data[0] % 4 == 0 ? input : book(&archive, data[0] % 4, input), 0};
    struct table_input source = {&file, read_file, restart};
    enum table_format format;
    struct table_fault fault;
    if (!take_heading(&run) || table_read(arena, &source, take, &run, &format, &fault) == FAILED)
        abort();
    import_check_finish(run.check);
    import_report_sort(&report);
    arena_free(&run.row);
    arena_free(&arena);
    return 0;
}
