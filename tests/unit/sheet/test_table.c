/* Tables as people upload them (R-020, R-022, F04): .xlsx that other programs write and our own writer's, CSV
 * behind the same seam, and files that must be refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <archive.h>
#include <archive_entry.h>

#include "buffer.h"
#include "table_source.h"
#include "text.h"
#include "xlsx_writer.h"

struct file {
    struct bytes bytes;
    size_t at;
};

static long read_file(void *context, void *buffer, size_t size)
{
    struct file *file = context;
    size_t left = file->bytes.size - file->at;
    size_t part = left < size ? left : size;
    part = part > 7000 ? 7000 : part;
    memcpy(buffer, file->bytes.data + file->at, part);
    file->at += part;
    return (long)part;
}

static bool restart(void *context)
{
    ((struct file *)context)->at = 0;
    return true;
}

/* Rows as "1:a|b;3:c", formulas with a mark. */
static bool take(void *context, const struct table_row *row)
{
    struct buffer *seen = context;
    buffer_format(seen, "%s%d:", seen->size > 0 ? ";" : "", (int)row->number);
    for (size_t i = 0; i < row->count; i++)
        buffer_format(seen, "%s%s%s", i > 0 ? "|" : "", row->cells[i].formula ? "f=" : "", row->cells[i].text);
    return true;
}

static enum result read_table(struct arena *arena, struct bytes bytes, const char **rows_out,
    enum table_format *format_out, struct table_fault *fault_out)
{
    struct file file = {bytes, 0};
    struct table_input input = {&file, read_file, restart};
    struct buffer seen = buffer_in(arena);
    enum result result = table_read(arena, &input, take, &seen, format_out, fault_out);
    *rows_out = buffer_text(&seen);
    return result;
}

static struct bytes of(const char *text)
{
    return (struct bytes){(const uint8_t *)text, strlen(text)};
}

static void expect_rows(struct bytes bytes, enum table_format expected_format, const char *expected)
{
    struct arena *arena = arena_new();
    const char *rows;
    enum table_format format;
    struct table_fault fault;
    assert_int_equal(read_table(arena, bytes, &rows, &format, &fault), OK);
    assert_int_equal(format, expected_format);
    assert_string_equal(rows, expected);
    arena_free(&arena);
}

static void expect_refusal(struct bytes bytes, const char *code, int64_t row, size_t column)
{
    struct arena *arena = arena_new();
    const char *rows;
    enum table_format format;
    struct table_fault fault;
    assert_int_equal(read_table(arena, bytes, &rows, &format, &fault), REFUSED);
    assert_string_equal(fault.code, code);
    assert_int_equal(fault.row, row);
    assert_int_equal(fault.column, column);
    assert_true(strlen(fault.message) > 10);
    arena_free(&arena);
}

static void csv_files(void **state)
{
    (void)state;
    expect_rows(of("\xEF\xBB\xBF" "a,b\r\n\r\nc\r\n"), TABLE_UTF8_BOM, "1:a|b;2:;3:c");
    expect_rows(of("氏名\n"), TABLE_UTF8, "1:氏名");
    expect_rows(of("\x8E\x81\x96\xBC\n"), TABLE_CP932, "1:氏名");
    expect_rows(of(""), TABLE_UTF8, "");
    expect_refusal(of("a\n\"b\n"), "unterminated", 2, 1);
    expect_refusal(of("a\rb\n"), "bare_cr", 1, 1);
    expect_refusal((struct bytes){(const uint8_t *)"abc,defghijkl\0\n", 15}, "nul", 1, 2);
    expect_refusal(of("\xFF\xFE" "a"), "utf16", 0, 0);
    expect_refusal(of("a\n\x80\xFF\n"), "encoding", 2, 0);
    expect_refusal(of("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest"), "old_excel", 0, 0);
    expect_refusal(of("PK\x03\x04 and nothing else"), "xlsx_broken", 0, 0);
}

struct part {
    const char *name;
    const char *content;
};

static la_ssize_t keep(struct archive *archive, void *context, const void *data, size_t size)
{
    (void)archive;
    buffer_add(context, data, size);
    return (la_ssize_t)size;
}

static void add_part(struct archive *zip, const char *name, const char *content, size_t size)
{
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, name);
    archive_entry_set_size(entry, (la_int64_t)size);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_write_header(zip, entry);
    archive_write_data(zip, content, size);
    archive_entry_free(entry);
}

static struct bytes zipped(struct buffer *file, const struct part *parts, size_t count)
{
    struct archive *zip = archive_write_new();
    archive_write_set_format_zip(zip);
    archive_write_open(zip, file, NULL, keep, NULL);
    for (size_t i = 0; i < count; i++)
        add_part(zip, parts[i].name, parts[i].content, strlen(parts[i].content));
    archive_write_free(zip);
    return buffer_bytes(file);
}

#define WORKBOOK                                                                                         \
    "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://x/r\">" \
    "<sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId7\"/><sheet name=\"b\" sheetId=\"2\" r:id=\"rId1\"/></sheets></workbook>"
#define RELATIONS                                                                                        \
    "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/>"                         \
    "<Relationship Id=\"rId7\" Target=\"worksheets/sheet9.xml\"/></Relationships>"
#define STYLES                                                                                           \
    "<styleSheet><numFmts count=\"3\"><numFmt numFmtId=\"164\" formatCode=\"[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/>" \
    "<numFmt numFmtId=\"165\" formatCode=\"0000000000\"/><numFmt numFmtId=\"166\" formatCode=\"0.00E+00\"/></numFmts>" \
    "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"                                                  \
    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/></cellXfs></styleSheet>"
#define TEXTS                                                                                            \
    "<sst><si><t>山田</t><rPh sb=\"0\" eb=\"2\"><t>ヤマダ</t></rPh></si><si><r><t>太</t></r><r><t xml:space=\"preserve\"> 郎</t></r></si><si/></sst>"

static const char sheet_xml[] =
    "<?xml version=\"1.0\"?><worksheet><sheetData>"
    "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"s\"><v>1</v></c></row>"
    "<row r=\"3\"><c r=\"A3\"><v>1310110113</v></c><c r=\"B3\" s=\"1\"><v>45159</v></c><c r=\"C3\" s=\"2\"><v>45159.5</v></c>"
    "<c r=\"D3\" s=\"3\"><v>110113719</v></c><c r=\"E3\" s=\"4\"><v>1.310110113E9</v></c><c r=\"F3\"><v>0.5</v></c></row>"
    "<row r=\"4\" spans=\"1:3\"><c r=\"A4\" t=\"inlineStr\"><is><t>髙﨑</t></is></c><c r=\"B4\" t=\"str\"><f>A1&amp;\"x\"</f><v>山田x</v></c>"
    "<c r=\"C4\"><f>1+1</f><v>2</v></c><c r=\"D4\" t=\"b\"><v>1</v></c><c r=\"E4\" t=\"s\"><v>99</v></c><c r=\"F4\" s=\"1\"/></row>"
    "<row r=\"5\"/></sheetData></worksheet>";

static struct bytes book(struct buffer *file, const char *sheet)
{
    const struct part parts[] = {{"[Content_Types].xml", "<Types/>"}, {"xl/worksheets/sheet1.xml", "<worksheet/>"},
        {"xl/worksheets/sheet9.xml", sheet}, {"xl/_rels/workbook.xml.rels", RELATIONS}, {"xl/workbook.xml", WORKBOOK},
        {"xl/styles.xml", STYLES}, {"xl/sharedStrings.xml", TEXTS}};
    return zipped(file, parts, sizeof parts / sizeof parts[0]);
}

static void xlsx_of_other_programs(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buffer file = buffer_in(arena);
    expect_rows(book(&file, sheet_xml), TABLE_XLSX,
        "1:山田||太 郎;3:1310110113|2023-08-21|2023-08-21|0110113719|1310110113|0.5;"
        "4:髙﨑|f=山田x|f=2|1||");
    arena_free(&arena);
}

static void expect_sheet_refused(const char *sheet, const char *code, int64_t row, size_t column)
{
    struct arena *arena = arena_new();
    struct buffer file = buffer_in(arena);
    expect_refusal(book(&file, sheet), code, row, column);
    arena_free(&arena);
}

static void xlsx_that_is_refused(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buffer deep = buffer_in(arena);
    for (int i = 0; i < 100; i++)
        buffer_add_text(&deep, "<a>");
    struct buffer longer = buffer_in(arena);
    buffer_add_text(&longer, "<worksheet><row r=\"2\"><c r=\"B2\" t=\"str\"><v>");
    for (int i = 0; i < 500; i++)
        buffer_add_text(&longer, "123456789");
    buffer_add_text(&longer, "</v></c></row></worksheet>");
    expect_sheet_refused("<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet/>", "xlsx_broken", 0, 0);
    expect_sheet_refused("<worksheet><row r=\"1\">", "xlsx_broken", 0, 0);
    expect_sheet_refused(buffer_text(&deep), "xlsx_broken", 0, 0);
    expect_sheet_refused("<worksheet><row r=\"2\"/><row r=\"1\"/></worksheet>", "xlsx_broken", 0, 0);
    expect_sheet_refused("<worksheet><row r=\"0\"/></worksheet>", "xlsx_broken", 0, 0);
    expect_sheet_refused("<worksheet><c r=\"A1\"/></worksheet>", "xlsx_broken", 0, 0);
    expect_sheet_refused("<worksheet><row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row></worksheet>", "xlsx_broken", 0, 0);
    expect_sheet_refused("<worksheet><row r=\"1\"><c r=\"ZZ1\"/></row></worksheet>", "too_many_columns", 1, 702);
    expect_sheet_refused(buffer_text(&longer), "cell_too_long", 2, 2);
    arena_free(&arena);
}

/* What Excel never writes: elements inside their own kind, and text where no cell is. A reader that takes them writes
 * behind its array of cells or into memory that was given back (F01). */
static void elements_in_wrong_places(void **state)
{
    (void)state;
    static const char *const refused[] = {
        "<row r=\"1\"><c r=\"GR1\"><c r=\"GR1\"><c r=\"GR1\"/></c></c></row>",
        "<row r=\"1\"><c r=\"GR1\"><c r=\"A1\"/></c></row>",
        "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>AAAA<row r=\"2\">BBBB</row></v></c></row>",
        "<row r=\"1\"><c r=\"A1\" t=\"str\"><row r=\"2\"/><v>AAAA</v></c></row>",
        "<row r=\"1\"><c r=\"A1\"/><row r=\"2\"><c r=\"A2\"/></row></row>",
        "<row r=\"1\"><row r=\"2\"/></row>",
        "<row r=\"1\"/><c r=\"A1\"/>",
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        expect_sheet_refused(arena_join(arena, "<w>", refused[i], "</w>", NULL), "xlsx_broken", 0, 0);
    struct buffer file = buffer_in(arena);
    struct buffer long_text = buffer_in(arena);
    for (int i = 0; i < 300; i++)
        buffer_add_text(&long_text, "123456789012");
    /* Text that belongs to no cell is nobody's, also where the cell before it is gone. */
    expect_rows(book(&file, arena_join(arena, "<w><row r=\"1\"><c r=\"A1\" t=\"str\"><v>", buffer_text(&long_text),
        "</v></c></row><row r=\"2\"><v>", buffer_text(&long_text), "</v><c r=\"A2\" t=\"str\"><v>b</v></c></row></w>", NULL)),
        TABLE_XLSX, arena_join(arena, "1:", buffer_text(&long_text), ";2:b", NULL));
    arena_free(&arena);
}

/* A sheet of one tag with `count` attributes, the first of them `size` bytes long. */
static const char *tag_with(struct arena *arena, int count, size_t size)
{
    struct buffer xml = buffer_in(arena);
    buffer_add_text(&xml, "<w a='");
    for (size_t i = 0; i < size; i++)
        buffer_add_text(&xml, ">");
    buffer_add_text(&xml, "'");
    for (int i = 1; i < count; i++)
        buffer_format(&xml, " a%d=\"\"", i);
    buffer_add_text(&xml, "><row r=\"1\"><c r=\"A1\"><v>7</v></c></row></w>");
    return buffer_text(&xml);
}

/* libxml2 2.9.14 compares every attribute with every other: 50,000 of them take 23 seconds (F03). */
static void tags_have_limits(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buffer file = buffer_in(arena);
    expect_rows(book(&file, tag_with(arena, 100, 15000)), TABLE_XLSX, "1:7");
    expect_sheet_refused(tag_with(arena, 101, 1), "xlsx_broken", 0, 0);
    expect_sheet_refused(tag_with(arena, 1, 16 * 1024), "xlsx_broken", 0, 0);
    expect_sheet_refused(tag_with(arena, 50000, 1), "xlsx_broken", 0, 0);
    /* What only looks like a tag, or is hidden from who looks with another encoding. */
    char *long_comment = arena_text(arena, tag_with(arena, 50000, 1));
    file.size = 0;
    expect_rows(book(&file, arena_join(arena, "\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- -> ", long_comment,
        " --><w><row r=\"1\"><c r=\"A1\" t=\"str\"><v><![CDATA[]<'>]]]></v></c></row></w>", NULL)), TABLE_XLSX, "1:]<'>]");
    expect_sheet_refused("<?xml version=\"1.0\" encoding=\"UTF-16\"?><w>\xFF</w>", "xlsx_broken", 0, 0);
    expect_sheet_refused("\xFF\xFE<", "xlsx_broken", 0, 0);
    expect_sheet_refused("\x4C\x6F\xA7\x94", "xlsx_broken", 0, 0);
    expect_sheet_refused("<!ELEMENT a ANY><w/>", "xlsx_broken", 0, 0);
    arena_free(&arena);
}

/* libarchive inflates also what is passed over, to find its end where the archive does not tell it. */
static void what_is_passed_over_counts(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buffer file = buffer_in(arena);
    size_t size = 40 * 1024 * 1024;
    char *zeros = arena_alloc(arena, size);
    memset(zeros, '0', size);
    struct archive *zip = archive_write_new();
    archive_write_set_format_zip(zip);
    archive_write_open(zip, &file, NULL, keep, NULL);
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, "xl/media/image1.png");
    archive_entry_set_filetype(entry, AE_IFREG); /* without a size it stands behind the data */
    archive_write_header(zip, entry);
    archive_write_data(zip, zeros, size);
    archive_entry_free(entry);
    add_part(zip, "xl/workbook.xml", WORKBOOK, strlen(WORKBOOK));
    add_part(zip, "xl/_rels/workbook.xml.rels", RELATIONS, strlen(RELATIONS));
    add_part(zip, "xl/worksheets/sheet9.xml", sheet_xml, strlen(sheet_xml));
    archive_write_free(zip);
    assert_true(file.size < 200 * 1024);
    expect_refusal(buffer_bytes(&file), "zip_bomb", 0, 0);
    arena_free(&arena);
}

static void bombs_are_stopped(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buffer file = buffer_in(arena);
    size_t size = 40 * 1024 * 1024;
    char *blanks = arena_alloc(arena, size + 1);
    memset(blanks, ' ', size);
    memcpy(blanks, "<sst>", 5);
    const struct part parts[] = {{"xl/workbook.xml", WORKBOOK}, {"xl/_rels/workbook.xml.rels", RELATIONS},
        {"xl/sharedStrings.xml", blanks}, {"xl/worksheets/sheet9.xml", "<worksheet/>"}};
    struct bytes bytes = zipped(&file, parts, 4);
    assert_true(bytes.size < 200 * 1024);
    expect_refusal(bytes, "zip_bomb", 0, 0);
    arena_free(&arena);
}

static void cut_anywhere_it_never_crashes(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buffer file = buffer_in(arena);
    struct bytes whole = book(&file, sheet_xml);
    for (size_t size = 0; size < whole.size; size += 3) {
        struct arena *each = arena_new();
        const char *rows;
        enum table_format format;
        struct table_fault fault;
        enum result result = read_table(each, (struct bytes){whole.data, size}, &rows, &format, &fault);
        assert_true(result == OK || result == REFUSED);
        arena_free(&each);
    }
    arena_free(&arena);
}

static void what_we_write_we_read(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct xlsx_writer *writer = xlsx_writer_new(arena, "指定医");
    assert_non_null(writer);
    xlsx_writer_width(writer, 1, 20);
    xlsx_writer_row(writer, (const char *const[]){"医療機関番号", "氏名"}, 2, true);
    xlsx_writer_row(writer, (const char *const[]){"0110113719", "𠮷野 <&>"}, 2, false);
    xlsx_writer_row(writer, (const char *const[]){"", "=1+1"}, 2, false);
    struct bytes file;
    assert_int_equal(xlsx_writer_finish(writer, arena, &file), OK);
    expect_rows(file, TABLE_XLSX, "1:医療機関番号|氏名;2:0110113719|𠮷野 <&>;3:|=1+1");
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_files),
        cmocka_unit_test(xlsx_of_other_programs),
        cmocka_unit_test(xlsx_that_is_refused),
        cmocka_unit_test(elements_in_wrong_places),
        cmocka_unit_test(tags_have_limits),
        cmocka_unit_test(what_is_passed_over_counts),
        cmocka_unit_test(bombs_are_stopped),
        cmocka_unit_test(cut_anywhere_it_never_crashes),
        cmocka_unit_test(what_we_write_we_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
