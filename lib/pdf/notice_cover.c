/* The cover sheet of an institution: the name in the envelope's window, how many notices are enclosed and
 * for whom. It never shows an ID or a password. */
#include "notice_page.h"
#include "text.h"

#define LIST_TOP 99.0
#define LIST_TOP_NEXT 26.0
#define LIST_BOTTOM 282.0
#define LINE_HEIGHT 7.2

static const struct sheet_font cell_font = {TYPEFACE_PLAIN, 9.5, NOTICE_INK, SHEET_LEFT, 1.15, false};
static const struct sheet_font head_font = {TYPEFACE_PLAIN, 8.5, NOTICE_QUIET, SHEET_LEFT, 1.15, false};

/* Columns of the list: left edge from NOTICE_LEFT and width, mm. */
enum column {
    COLUMN_NUMBER,
    COLUMN_NAME,
    COLUMN_DEPARTMENT,
    COLUMN_SCHEME,
    COLUMN_SLIP,
    COLUMN_CHECK,
    COLUMN_COUNT
};

static const struct {
    const char *label;
    double x;
    double width;
} columns[COLUMN_COUNT] = {
    {"番号", 3, 9},
    {"氏名", 15, 54},
    {"部署", 71, 48},
    {"難病/小慢", 121, 19},
    {"発行番号", 141, 14},
    {"確認", 157, 8},
};

static struct sheet_area cell(enum column column, double y)
{
    double x = NOTICE_LEFT + columns[column].x;
    return (struct sheet_area){x, y + 0.5, columns[column].width, LINE_HEIGHT - 1};
}

static void draw_cell(struct sheet *sheet, enum column column, double y, const char *text)
{
    sheet_field(sheet, cell(column, y), &cell_font, text);
}

static void draw_list_head(struct sheet *sheet, double y)
{
    struct sheet_area band = {NOTICE_LEFT, y, NOTICE_SPAN, LINE_HEIGHT};
    sheet_box(sheet, band, NOTICE_PALE, SHEET_NO_COLOUR);
    for (int column = 0; column < COLUMN_COUNT; column++)
        sheet_field(sheet, cell((enum column)column, y), &head_font, columns[column].label);
}

static void draw_entry(struct sheet *sheet, double y, size_t number, const struct notice *notice)
{
    struct arena *scratch = sheet_scratch(sheet);
    struct sheet_area box = {NOTICE_LEFT + columns[COLUMN_CHECK].x + 1.5, y + 1.8, 3.6, 3.6};
    draw_cell(sheet, COLUMN_NUMBER, y, arena_format(scratch, "%zu", number));
    draw_cell(sheet, COLUMN_NAME, y, arena_format(scratch, "%s 様", notice_page_name(scratch, notice)));
    draw_cell(sheet, COLUMN_DEPARTMENT, y, notice->department);
    draw_cell(sheet, COLUMN_SCHEME, y, notice->scheme);
    draw_cell(sheet, COLUMN_SLIP, y, arena_format(scratch, "第%lld号", (long long)notice->slip_number));
    sheet_box(sheet, box, SHEET_NO_COLOUR, NOTICE_QUIET);
    sheet_line(sheet, (struct sheet_area){NOTICE_LEFT, y + LINE_HEIGHT, NOTICE_SPAN, 0}, 0.1, NOTICE_EDGE);
}

/* The window shows the institution; the lines above its name are free for an address label. */
static void draw_addressee(struct sheet *sheet, const struct notice *notice)
{
    static const struct sheet_font name_font = {TYPEFACE_PLAIN, 13.5, NOTICE_INK, SHEET_LEFT, 1.2, false};
    static const struct sheet_font code_font = {TYPEFACE_PLAIN, 8, NOTICE_QUIET, SHEET_LEFT, 1.2, false};
    struct arena *scratch = sheet_scratch(sheet);
    bool is_institution = !text_is_empty(notice->institution);
    sheet_field(sheet, (struct sheet_area){24, 22, 64, 11}, &name_font,
        arena_format(scratch, "%s 御中", text_or(notice->institution, notice->municipality)));
    if (is_institution && !text_is_empty(notice->institution_code))
        sheet_paragraph(sheet, (struct sheet_area){24, 33.5, 64, 0}, &code_font,
            arena_format(scratch, "医療機関番号 %s", notice->institution_code));
}

static void draw_letter(struct sheet *sheet, const struct notice *notice, size_t count)
{
    static const struct sheet_font title_font = {TYPEFACE_PLAIN, 16, NOTICE_INK, SHEET_CENTRE, 1.2, true};
    static const struct sheet_font body_font = {TYPEFACE_PLAIN, 10, NOTICE_INK, SHEET_LEFT, 1.6, false};
    static const struct sheet_font count_font = {TYPEFACE_PLAIN, 12, NOTICE_INK, SHEET_LEFT, 1.2, true};
    struct arena *scratch = sheet_scratch(sheet);
    const char *lines[] = {arena_format(scratch, "発行日 %s", day_japanese(scratch, notice->issued_on))};
    notice_form_folds(sheet);
    notice_page_issuer(sheet, notice, lines, 1);
    draw_addressee(sheet, notice);
    sheet_paragraph(sheet, (struct sheet_area){NOTICE_LEFT, 59, NOTICE_SPAN, 0}, &title_font,
        "IDPW発行通知書の送付について");
    sheet_line(sheet, (struct sheet_area){NOTICE_LEFT, 68, NOTICE_SPAN, 0}, 0.7, NOTICE_ACCENT);
    sheet_paragraph(sheet, (struct sheet_area){NOTICE_LEFT, 71, NOTICE_SPAN, 0}, &body_font,
        "難病・小慢DBのIDPW発行通知書をお送りします。次の方々の通知書がそろっていることをご確認のうえ、"
        "開かずに、ご本人へ1通ずつお渡しください。");
    sheet_paragraph(sheet, (struct sheet_area){NOTICE_LEFT, 85, NOTICE_SPAN, 0}, &count_font,
        arena_format(scratch, "同封の通知書 %zu通", count));
}

/* Draws entries from `from` on, as many as the page has room for; gives the first of the next page. */
static size_t draw_page(struct sheet *sheet, const struct notice *const *notices, size_t from,
    size_t count)
{
    static const struct sheet_font font = {TYPEFACE_PLAIN, 9, NOTICE_QUIET, SHEET_LEFT, 1.3, false};
    double y = from == 0 ? LIST_TOP : LIST_TOP_NEXT;
    size_t room = (size_t)((LIST_BOTTOM - y) / LINE_HEIGHT) - 1;
    size_t to = count - from > room ? from + room : count;
    sheet_page(sheet);
    if (from == 0)
        draw_letter(sheet, notices[0], count);
    else
        sheet_paragraph(sheet, (struct sheet_area){NOTICE_LEFT, 16, NOTICE_SPAN, 0}, &font,
            arena_format(sheet_scratch(sheet), "%s 御中 IDPW発行通知書の送付について（続き）",
                text_or(notices[0]->institution, notices[0]->municipality)));
    draw_list_head(sheet, y);
    for (size_t i = from; i < to; i++)
        draw_entry(sheet, y += LINE_HEIGHT, i + 1, notices[i]);
    return to;
}

static void explain_missing(struct sheet *sheet)
{
    static const struct sheet_font font = {TYPEFACE_PLAIN, 8.5, NOTICE_ALERT, SHEET_RIGHT, 1.2, false};
    sheet_paragraph(sheet, (struct sheet_area){NOTICE_LEFT, 86, NOTICE_SPAN, 0}, &font,
        "※ 〓は、この書面に印刷できない文字です。");
}

void notice_cover_draw(struct sheet *sheet, const struct notice *const *notices, size_t count,
    bool has_missing)
{
    size_t from = draw_page(sheet, notices, 0, count);
    if (has_missing)
        explain_missing(sheet);
    while (from < count)
        from = draw_page(sheet, notices, from, count);
}
