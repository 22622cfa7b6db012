/* workbook.xml, its relations, styles.xml and sharedStrings.xml. */
#include "xlsx_book.h"

#include "buffer.h"
#include "csv_reader.h"
#include "number.h"
#include "text.h"
#include "xlsx_xml.h"

/* Letters of days in a format code: what stands in quotes, brackets or behind a backslash does not count. */
static bool shows_day(const char *code)
{
    for (; *code != 0; code++) {
        if (*code == '\\' && code[1] != 0) {
            code++;
        } else if (*code == '"' || *code == '[') {
            const char *end = strchr(code + 1, *code == '"' ? '"' : ']');
            if (end == NULL)
                return false;
            code = end;
        } else if ((*code == 'E' || *code == 'e') && (code[1] == '+' || code[1] == '-')) {
            code++;
        } else if (strchr("yYdDgGeE", *code) != NULL) {
            return true;
        }
    }
    return false;
}

/* How a format code such as yyyy/m/d shows numbers. */
static struct xlsx_style read_format(const char *code)
{
    struct xlsx_style style = {0};
    if (strcasecmp(code, "General") == 0)
        return style;
    size_t zeros = strspn(code, "0");
    style.digits = zeros > 1 && code[zeros] == 0 && zeros < 20 ? (int)zeros : 0;
    style.day = shows_day(code);
    return style;
}

/* Excel's own formats of days, the Japanese ones among them. */
static bool is_built_in_day(int id)
{
    return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) ||
           id == 57 || id == 58;
}

static struct xlsx_style style_of_format(const struct xlsx_book *book, int id)
{
    for (size_t i = 0; i < book->formats.count; i++)
        if (book->formats.items[i].id == id)
            return book->formats.items[i].style;
    return (struct xlsx_style){.day = is_built_in_day(id)};
}

struct xlsx_style xlsx_book_style(const struct xlsx_book *book, int64_t style)
{
    if (style < 0 || (size_t)style >= book->styles.count)
        return (struct xlsx_style){0};
    return book->styles.items[style];
}

static int number_attribute(struct xlsx_book *book, struct xlsx_xml *xml, const char *name)
{
    int64_t number = -1;
    const char *value = xlsx_xml_attribute(xml, book->arena, name);
    if (value != NULL && !number_read(value, 0, 1000000, &number))
        number = -1;
    return (int)number;
}

static bool take_styles(struct xlsx_book *book, struct xlsx_xml *xml)
{
    bool inside = false;
    for (enum xlsx_node node; (node = xlsx_xml_next(xml)) != XLSX_END;) {
        if (node == XLSX_BROKEN)
            return false;
        if (xlsx_xml_is(xml, "cellXfs"))
            inside = node == XLSX_OPEN;
        else if (node == XLSX_OPEN && xlsx_xml_is(xml, "numFmt"))
            *list_push(book->arena, &book->formats) = (struct xlsx_custom_format){
                number_attribute(book, xml, "numFmtId"),
                read_format(text_or(xlsx_xml_attribute(xml, book->arena, "formatCode"), ""))};
        else if (node == XLSX_OPEN && inside && xlsx_xml_is(xml, "xf"))
            *list_push(book->arena, &book->styles) = style_of_format(book, number_attribute(book, xml, "numFmtId"));
        if (book->styles.count > 65536 || book->formats.count > 65536)
            return false;
    }
    return true;
}

/* Of a text that is too long for any cell enough is kept to be refused there: other sheets may have longer ones. */
static void add_text(struct buffer *text, const char *more)
{
    size_t room = CSV_CELL_BYTES_MOST + 1 - text->size;
    size_t size = strlen(more);
    buffer_add(text, more, size < room ? size : room);
}

/* Texts of <t> inside <si>, but not the readings that Excel keeps in <rPh>. */
static bool take_texts(struct xlsx_book *book, struct xlsx_xml *xml)
{
    struct buffer text = buffer_in(book->arena);
    bool in_text = false;
    bool in_reading = false;
    for (enum xlsx_node node; (node = xlsx_xml_next(xml)) != XLSX_END;) {
        if (node == XLSX_BROKEN || book->text_bytes > XLSX_SHARED_BYTES_MOST)
            return false;
        if (node == XLSX_TEXT) {
            if (in_text && !in_reading)
                add_text(&text, xlsx_xml_text(xml));
        } else if (xlsx_xml_is(xml, "t")) {
            in_text = node == XLSX_OPEN;
        } else if (xlsx_xml_is(xml, "rPh")) {
            in_reading = node == XLSX_OPEN;
        } else if (xlsx_xml_is(xml, "si") && node == XLSX_CLOSE) {
            *list_push(book->arena, &book->texts) = arena_text_part(book->arena, buffer_text(&text), text.size);
            book->text_bytes += text.size + sizeof(char *);
            text.size = 0;
        }
    }
    return true;
}

static bool take_workbook(struct xlsx_book *book, struct xlsx_xml *xml)
{
    for (enum xlsx_node node; (node = xlsx_xml_next(xml)) != XLSX_END;) {
        if (node == XLSX_BROKEN)
            return false;
        if (node != XLSX_OPEN)
            continue;
        if (xlsx_xml_is(xml, "workbookPr")) {
            const char *from_1904 = text_or(xlsx_xml_attribute(xml, book->arena, "date1904"), "0");
            book->from_1904 = text_equal(from_1904, "1") || text_equal(from_1904, "true");
        } else if (xlsx_xml_is(xml, "sheet") && book->sheet_relation == NULL) {
            book->sheet_relation = text_or(xlsx_xml_attribute(xml, book->arena, "id"), "");
        }
    }
    return true;
}

/* The relations may stand before the workbook in the archive: all are kept. */
static bool take_relations(struct xlsx_book *book, struct xlsx_xml *xml)
{
    for (enum xlsx_node node; (node = xlsx_xml_next(xml)) != XLSX_END;) {
        if (node == XLSX_BROKEN)
            return false;
        if (node != XLSX_OPEN || !xlsx_xml_is(xml, "Relationship"))
            continue;
        if (book->relations.count > 1000)
            return false;
        *list_push(book->arena, &book->relations) =
            (struct xlsx_relation){text_or(xlsx_xml_attribute(xml, book->arena, "Id"), ""),
                text_or(xlsx_xml_attribute(xml, book->arena, "Target"), "")};
    }
    return true;
}

const char *xlsx_book_sheet_entry(const struct xlsx_book *book)
{
    for (size_t i = 0; i < book->relations.count; i++) {
        const char *target = book->relations.items[i].target;
        if (text_equal(book->relations.items[i].id, text_or(book->sheet_relation, "")))
            return target[0] == '/' ? target + 1 : arena_format(book->arena, "xl/%s", target);
    }
    return NULL;
}

bool xlsx_book_take(struct xlsx_book *book, struct xlsx_archive *archive, const char *name)
{
    static const struct {
        const char *name;
        bool (*take)(struct xlsx_book *book, struct xlsx_xml *xml);
    } parts[] = {
        {"xl/workbook.xml", take_workbook},
        {"xl/_rels/workbook.xml.rels", take_relations},
        {"xl/styles.xml", take_styles},
        {"xl/sharedStrings.xml", take_texts},
    };
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (text_equal(parts[i].name, name)) {
            struct arena *arena = arena_new();
            bool fine = parts[i].take(book, xlsx_xml_open(arena, archive));
            arena_free(&arena);
            return fine;
        }
    return true;
}
