/* Two passes over the archive: what cells refer to, then the cells of the first sheet. */
#include "xlsx_reader.h"

#include "buffer.h"
#include "csv_reader.h"
#include "day.h"
#include "number.h"
#include "text.h"
#include "xlsx_book.h"
#include "xlsx_xml.h"

enum { ROWS_OF_EXCEL = 1048576, DAYS_TO_1904 = 1462 };

struct sheet {
    const struct xlsx_book *book;
    struct arena *row_arena; /* of the row under way */
    bool (*take)(void *context, const struct table_row *row);
    void *context;
    struct table_fault *fault;
    int64_t row;
    bool in_row;
    size_t count; /* cells of this row up to the last one that was seen */
    struct table_cell cells[CSV_COLUMNS_MOST];
    /* the cell under way; its value lives in row_arena, so nothing may touch it outside a cell */
    bool in_cell;
    size_t column;
    const char *type;
    int64_t style;
    bool formula;
    bool in_value;
    bool in_reading;
    struct buffer value;
};

static enum result refuse(struct table_fault *fault, const char *code, int64_t row, size_t column, const char *message)
{
    *fault = (struct table_fault){code, row, column, message, ""};
    return REFUSED;
}

static enum result refuse_broken(struct table_fault *fault)
{
    return refuse(fault, "xlsx_broken", 0, 0,
        "Excelブックとして読めません。Excelで開いて「Excel ブック（.xlsx）」で保存し直すか、「CSV UTF-8」で保存してください。");
}

static enum result archive_verdict(const struct xlsx_archive *archive, struct table_fault *fault)
{
    const char *code = xlsx_archive_fault(archive);
    if (text_equal(code, "input"))
        return FAILED;
    if (text_equal(code, "zip_bomb"))
        return refuse(fault, "zip_bomb", 0, 0,
            "展開すると大きくなりすぎるファイルです。指定医の行だけを新しいブックに写して保存し直してください。");
    return refuse_broken(fault);
}

/* The letters of "AB12" as a column from 1; 0 when it is none. */
static size_t column_of(const char *place)
{
    size_t column = 0;
    for (; *place >= 'A' && *place <= 'Z' && column <= CSV_COLUMNS_MOST; place++)
        column = column * 26 + (size_t)(*place - 'A') + 1;
    return column;
}

static int64_t number_attribute(struct sheet *sheet, struct xlsx_xml *xml, const char *name, int64_t most,
    int64_t otherwise)
{
    int64_t number = otherwise;
    const char *value = xlsx_xml_attribute(xml, sheet->row_arena, name);
    if (value != NULL && !number_read(value, 0, most, &number))
        return -1;
    return number;
}

/* A number as a person would have typed it: days as days, whole numbers in full, others as they stand. */
static const char *number_text(struct sheet *sheet, const char *value)
{
    char *end;
    double number = strtod(value, &end);
    struct xlsx_style style = xlsx_book_style(sheet->book, sheet->style);
    if (*value == 0 || *end != 0 || !(number > -1e15 && number < 1e15))
        return arena_text(sheet->row_arena, value);
    int64_t whole = (int64_t)number;
    struct day day;
    if (style.day && day_from_excel(whole + (sheet->book->from_1904 ? DAYS_TO_1904 : 0), &day))
        return day_iso(sheet->row_arena, day);
    if ((double)whole != number)
        return arena_text(sheet->row_arena, value);
    if (style.digits > 0 && whole >= 0)
        return arena_format(sheet->row_arena, "%0*lld", style.digits, (long long)whole);
    return arena_format(sheet->row_arena, "%lld", (long long)whole);
}

static const char *cell_text(struct sheet *sheet)
{
    const char *value = buffer_text(&sheet->value);
    int64_t index;
    if (text_equal(sheet->type, "s"))
        return number_read(value, 0, INT32_MAX, &index) && (size_t)index < sheet->book->texts.count
            ? sheet->book->texts.items[index] : "";
    if (text_equal(sheet->type, "n"))
        return number_text(sheet, value);
    if (text_equal(sheet->type, "d")) /* an ISO time: the day is its first ten characters */
        return arena_text_part(sheet->row_arena, value, strlen(value) > 10 ? 10 : strlen(value));
    return arena_text(sheet->row_arena, value);
}

static enum result begin_cell(struct sheet *sheet, struct xlsx_xml *xml)
{
    if (!sheet->in_row || sheet->in_cell)
        return refuse_broken(sheet->fault);
    const char *place = xlsx_xml_attribute(xml, sheet->row_arena, "r");
    sheet->column = place == NULL ? sheet->count + 1 : column_of(place);
    if (sheet->column > CSV_COLUMNS_MOST)
        return refuse(sheet->fault, "too_many_columns", sheet->row, sheet->column,
            "列が多すぎます（200列まで）。余分な列を消してください。");
    if (sheet->column <= sheet->count || sheet->column == 0)
        return refuse_broken(sheet->fault);
    sheet->type = text_or(xlsx_xml_attribute(xml, sheet->row_arena, "t"), "n");
    sheet->style = number_attribute(sheet, xml, "s", 65536, 0);
    sheet->formula = false;
    sheet->value = buffer_in(sheet->row_arena);
    sheet->in_cell = true;
    sheet->in_value = false;
    sheet->in_reading = false;
    return OK;
}

static enum result end_cell(struct sheet *sheet)
{
    sheet->in_cell = false;
    if (sheet->column <= sheet->count || sheet->column > CSV_COLUMNS_MOST)
        return refuse_broken(sheet->fault); /* begin_cell() saw to it: the array's bound stands here all the same */
    while (sheet->count + 1 < sheet->column)
        sheet->cells[sheet->count++] = (struct table_cell){"", false};
    struct table_cell cell = {cell_text(sheet), sheet->formula};
    if (strlen(cell.text) > CSV_CELL_BYTES_MOST)
        return refuse(sheet->fault, "cell_too_long", sheet->row, sheet->column,
            "値が長すぎます（4,000バイトまで）。短くしてください。");
    sheet->cells[sheet->count++] = cell;
    return OK;
}

static enum result begin_row(struct sheet *sheet, struct xlsx_xml *xml)
{
    if (sheet->in_row)
        return refuse_broken(sheet->fault);
    arena_reset(sheet->row_arena);
    int64_t number = number_attribute(sheet, xml, "r", ROWS_OF_EXCEL, sheet->row + 1);
    if (number <= sheet->row)
        return refuse_broken(sheet->fault);
    sheet->row = number;
    sheet->in_row = true;
    sheet->count = 0;
    return OK;
}

/* NOT_FOUND: no more rows are wanted. */
static enum result end_row(struct sheet *sheet)
{
    sheet->in_row = false;
    struct table_row row = {sheet->row, sheet->cells, sheet->count};
    return sheet->count == 0 || sheet->take(sheet->context, &row) ? OK : NOT_FOUND;
}

static enum result see_element(struct sheet *sheet, struct xlsx_xml *xml, bool open)
{
    if (xlsx_xml_is(xml, "row"))
        return open ? begin_row(sheet, xml) : end_row(sheet);
    if (xlsx_xml_is(xml, "c"))
        return open ? begin_cell(sheet, xml) : end_cell(sheet);
    if (xlsx_xml_is(xml, "v") || xlsx_xml_is(xml, "t"))
        sheet->in_value = open;
    else if (xlsx_xml_is(xml, "rPh"))
        sheet->in_reading = open;
    else if (xlsx_xml_is(xml, "f"))
        sheet->formula = true;
    return OK;
}

static enum result see_text(struct sheet *sheet, const char *text)
{
    if (!sheet->in_cell || !sheet->in_value || sheet->in_reading)
        return OK;
    if (sheet->value.size + strlen(text) > CSV_CELL_BYTES_MOST)
        return refuse(sheet->fault, "cell_too_long", sheet->row, sheet->column,
            "値が長すぎます（4,000バイトまで）。短くしてください。");
    buffer_add_text(&sheet->value, text);
    return OK;
}

static enum result read_cells(struct sheet *sheet, struct xlsx_archive *archive, struct xlsx_xml *xml)
{
    enum result result = OK;
    while (result == OK) {
        enum xlsx_node node = xlsx_xml_next(xml);
        if (node == XLSX_END)
            return OK;
        if (node == XLSX_BROKEN)
            return archive_verdict(archive, sheet->fault);
        result = node == XLSX_TEXT ? see_text(sheet, xlsx_xml_text(xml)) : see_element(sheet, xml, node == XLSX_OPEN);
    }
    return result == NOT_FOUND ? OK : result;
}

static enum result read_book(struct arena *arena, const struct table_input *input, struct xlsx_book *book,
    struct table_fault *fault)
{
    struct xlsx_archive *archive;
    enum result result = xlsx_archive_open(arena, input, &archive);
    if (result != OK)
        return result;
    for (const char *name; (name = xlsx_archive_next(archive)) != NULL;)
        if (!xlsx_book_take(book, archive, name))
            return archive_verdict(archive, fault);
    if (*xlsx_archive_fault(archive) != 0)
        return archive_verdict(archive, fault);
    return xlsx_book_sheet_entry(book) == NULL ? refuse_broken(fault) : OK;
}

static enum result read_sheet(struct arena *arena, const struct table_input *input, struct sheet *sheet)
{
    struct xlsx_archive *archive;
    enum result result = xlsx_archive_open(arena, input, &archive);
    if (result != OK)
        return result;
    const char *wanted = xlsx_book_sheet_entry(sheet->book);
    for (const char *name; (name = xlsx_archive_next(archive)) != NULL;)
        if (text_equal(name, wanted))
            return read_cells(sheet, archive, xlsx_xml_open(arena, archive));
    return archive_verdict(archive, sheet->fault);
}

enum result xlsx_read(const struct table_input *input, bool (*take)(void *context, const struct table_row *row),
    void *context, struct table_fault *fault_out)
{
    struct arena *reading = arena_new();
    struct xlsx_book book = {.arena = reading};
    enum result result = read_book(reading, input, &book, fault_out);
    if (result == OK) {
        struct sheet *sheet = arena_make(reading, struct sheet);
        *sheet = (struct sheet){.book = &book, .row_arena = arena_new(), .take = take, .context = context,
            .fault = fault_out};
        result = read_sheet(reading, input, sheet);
        arena_free(&sheet->row_arena);
    }
    arena_free(&reading);
    return result;
}
