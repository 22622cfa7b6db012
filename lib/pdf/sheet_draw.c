/* Drawing: the operators of PDF pages, with text placed glyph by glyph. */
#include "sheet.h"

#include <math.h>

#include "flow.h"
#include "sheet_inside.h"

#define POINTS_PER_MM (72.0 / 25.4)
#define ASCENT 0.86       /* of the size: from the top of a line without leading to its baseline */
#define STROKE 0.028      /* of the size: width of the stroke that makes type strong */
#define STRONG_FROM 7.0   /* points; smaller type would run together */
#define SMALLEST_SIZE 2.5 /* points; below that a field overflows rather than vanish */

/* Numbers are written with two decimals at most; printf would follow the locale and is slow. */
static void add_number(struct sheet *sheet, double value)
{
    char digits[32];
    size_t at = sizeof digits;
    long hundredths = lround(fabs(value) * 100);
    int fraction = (int)(hundredths % 100);
    digits[--at] = ' ';
    if (fraction % 10 != 0)
        digits[--at] = (char)('0' + fraction % 10);
    if (fraction != 0) {
        digits[--at] = (char)('0' + fraction / 10);
        digits[--at] = '.';
    }
    long whole = hundredths / 100;
    do
        digits[--at] = (char)('0' + whole % 10);
    while ((whole /= 10) > 0);
    if (value < 0 && hundredths != 0)
        digits[--at] = '-';
    buffer_add(&sheet->content, digits + at, sizeof digits - at);
}

static void add_numbers(struct sheet *sheet, const double *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add_number(sheet, values[i]);
}

static void add_operator(struct sheet *sheet, const char *name)
{
    buffer_add_text(&sheet->content, name);
}

static double points_x(double x_mm)
{
    return x_mm * POINTS_PER_MM;
}

static double points_y(double y_mm)
{
    return (SHEET_HEIGHT - y_mm) * POINTS_PER_MM;
}

static void add_colour(struct sheet *sheet, uint32_t colour, const char *name)
{
    double parts[] = {(colour >> 16 & 0xFF) / 255.0, (colour >> 8 & 0xFF) / 255.0, (colour & 0xFF) / 255.0};
    add_numbers(sheet, parts, 3);
    add_operator(sheet, name);
}

static void add_hex(struct sheet *sheet, uint16_t code)
{
    static const char digits[] = "0123456789ABCDEF";
    char hex[] = {digits[code >> 12], digits[code >> 8 & 15], digits[code >> 4 & 15], digits[code & 15]};
    buffer_add(&sheet->content, hex, sizeof hex);
}

static bool is_shifted(const struct typeface_glyph *glyph)
{
    return glyph->x_offset != 0 || glyph->y_offset != 0;
}

/* How many glyphs from `from` can be shown by one operator: same face, no marks with their own place. */
static size_t piece_end(const struct typeface_run *run, size_t from, size_t to)
{
    size_t end = from + 1;
    if (is_shifted(&run->items[from]))
        return end;
    while (end < to && run->items[end].face == run->items[from].face && !is_shifted(&run->items[end]))
        end++;
    return end;
}

static void add_piece(struct sheet *sheet, const struct typeface_run *run, size_t from, size_t to)
{
    add_operator(sheet, "<");
    for (size_t i = from; i < to; i++)
        add_hex(sheet, fontset_code(sheet->fontset, &run->items[i]));
    add_operator(sheet, "> Tj\n");
}

/* Strong type is filled and stroked; 0 Tr goes back to filling. */
static void add_weight(struct sheet *sheet, const struct sheet_font *font)
{
    if (!font->is_strong)
        return;
    add_colour(sheet, font->colour, "RG\n");
    add_number(sheet, font->size * STROKE);
    add_operator(sheet, "w 2 Tr 1 j\n");
}

/* Shows glyphs [from, to) with the first one's origin at x, y (points). */
static void add_glyphs(struct sheet *sheet, const struct typeface_run *run, struct flow_line line,
    const struct sheet_font *font, const double *origin)
{
    double x = origin[0];
    add_operator(sheet, "BT\n");
    add_colour(sheet, font->colour, "rg\n");
    add_weight(sheet, font);
    for (size_t from = line.from, to; from < line.to; from = to) {
        const struct typeface_glyph *first = &run->items[from];
        to = piece_end(run, from, line.to);
        buffer_format(&sheet->content, "/%s ", fontset_name(first->face));
        add_number(sheet, font->size);
        double place[] = {1, 0, 0, 1, x + first->x_offset * font->size / 1000,
            origin[1] + first->y_offset * font->size / 1000};
        add_operator(sheet, "Tf\n");
        add_numbers(sheet, place, 6);
        add_operator(sheet, "Tm\n");
        add_piece(sheet, run, from, to);
        x += typeface_width(run, from, to) * font->size / 1000;
    }
    add_operator(sheet, font->is_strong ? "0 Tr\nET\n" : "ET\n");
}

static double line_height(const struct sheet_font *font)
{
    return font->size * font->leading / POINTS_PER_MM;
}

/* One line in the area; its type stands in the middle of the line's height. */
static void draw_line(struct sheet *sheet, struct sheet_area area, const struct sheet_font *font,
    const struct typeface_run *run, struct flow_line line)
{
    double free_mm = area.width - typeface_width(run, line.from, line.to) * font->size / 1000 / POINTS_PER_MM;
    double shift = font->align == SHEET_LEFT ? 0 : font->align == SHEET_RIGHT ? free_mm : free_mm / 2;
    double above = (font->leading - 1) / 2 + ASCENT;
    double origin[] = {points_x(area.x + shift), points_y(area.y) - above * font->size};
    add_glyphs(sheet, run, line, font, origin);
}

static struct flow_lines break_lines(struct sheet *sheet, const struct typeface_run *run, double width_mm,
    const struct sheet_font *font)
{
    return flow_break(sheet->scratch, run, (int)(width_mm * POINTS_PER_MM * 1000 / font->size));
}

static double draw_lines(struct sheet *sheet, struct sheet_area area, const struct sheet_font *font,
    const struct typeface_run *run)
{
    struct flow_lines lines = break_lines(sheet, run, area.width, font);
    for (size_t i = 0; i < lines.count; i++) {
        draw_line(sheet, area, font, run, lines.items[i]);
        area.y += line_height(font);
    }
    return (double)lines.count * line_height(font);
}

static struct typeface_run set(struct sheet *sheet, const struct sheet_font *font, const char *text)
{
    return typeface_set(sheet->scratch, sheet->typeface, font->style, text, sheet->gaps);
}

double sheet_paragraph(struct sheet *sheet, struct sheet_area area, const struct sheet_font *font,
    const char *text)
{
    struct typeface_run run = set(sheet, font, text);
    return draw_lines(sheet, area, font, &run);
}

void sheet_field(struct sheet *sheet, struct sheet_area area, const struct sheet_font *font,
    const char *text)
{
    struct typeface_run run = set(sheet, font, text);
    struct sheet_font fitting = *font;
    size_t lines = break_lines(sheet, &run, area.width, &fitting).count;
    while ((double)lines * line_height(&fitting) > area.height && fitting.size > SMALLEST_SIZE) {
        fitting.size -= 0.25;
        lines = break_lines(sheet, &run, area.width, &fitting).count;
    }
    fitting.is_strong = font->is_strong && fitting.size >= STRONG_FROM;
    area.y += (area.height - (double)lines * line_height(&fitting)) / 2;
    draw_lines(sheet, area, &fitting, &run);
}

/* The gap is a wider advance of the group's last glyph: seen, but not a character. */
void sheet_code(struct sheet *sheet, struct sheet_area area, const struct sheet_font *font, size_t group,
    const char *text)
{
    enum { GAP = 380 };
    struct typeface_run run = set(sheet, font, text);
    for (size_t i = group; i < run.count; i += group)
        run.items[i - 1].advance = (int16_t)(run.items[i - 1].advance + GAP);
    struct sheet_font fitting = *font;
    double width = typeface_width(&run, 0, run.count) / 1000.0 / POINTS_PER_MM;
    if (width * fitting.size > area.width)
        fitting.size = area.width / width;
    draw_line(sheet, area, &fitting, &run, (struct flow_line){0, run.count});
}

static void add_rectangle(struct sheet *sheet, struct sheet_area area)
{
    double parts[] = {points_x(area.x), points_y(area.y + area.height), area.width * POINTS_PER_MM,
        area.height * POINTS_PER_MM};
    add_numbers(sheet, parts, 4);
    add_operator(sheet, "re\n");
}

void sheet_box(struct sheet *sheet, struct sheet_area area, int32_t fill, int32_t edge)
{
    if (fill != SHEET_NO_COLOUR)
        add_colour(sheet, (uint32_t)fill, "rg\n");
    if (edge != SHEET_NO_COLOUR) {
        add_number(sheet, 0.2 * POINTS_PER_MM);
        add_operator(sheet, "w\n");
        add_colour(sheet, (uint32_t)edge, "RG\n");
    }
    add_rectangle(sheet, area);
    add_operator(sheet, fill == SHEET_NO_COLOUR ? "S\n" : edge == SHEET_NO_COLOUR ? "f\n" : "B\n");
}

void sheet_line(struct sheet *sheet, struct sheet_area area, double width_mm, int32_t colour)
{
    double from[] = {points_x(area.x), points_y(area.y)};
    double to[] = {points_x(area.x + area.width), points_y(area.y + area.height)};
    add_number(sheet, width_mm * POINTS_PER_MM);
    add_operator(sheet, "w\n");
    add_colour(sheet, (uint32_t)colour, "RG\n");
    add_numbers(sheet, from, 2);
    add_operator(sheet, "m\n");
    add_numbers(sheet, to, 2);
    add_operator(sheet, "l S\n");
}

/* A circle as four curves; 0.5523 of the radius is the usual distance of their control points. */
void sheet_disc(struct sheet *sheet, double x, double y, double radius, int32_t colour)
{
    static const double turns[4][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    double centre[] = {points_x(x), points_y(y)};
    double r = radius * POINTS_PER_MM;
    double start[] = {centre[0] + r, centre[1]};
    add_colour(sheet, (uint32_t)colour, "rg\n");
    add_numbers(sheet, start, 2);
    add_operator(sheet, "m\n");
    for (size_t i = 0; i < 4; i++) {
        const double *a = turns[i];
        const double *b = turns[(i + 1) % 4];
        double curve[] = {centre[0] + r * (a[0] + 0.5523 * b[0]), centre[1] + r * (a[1] + 0.5523 * b[1]),
            centre[0] + r * (b[0] + 0.5523 * a[0]), centre[1] + r * (b[1] + 0.5523 * a[1]),
            centre[0] + r * b[0], centre[1] + r * b[1]};
        add_numbers(sheet, curve, 6);
        add_operator(sheet, "c\n");
    }
    add_operator(sheet, "f\n");
}

static void add_module_row(struct sheet *sheet, const uint8_t *row, int side, int y)
{
    for (int from = 0, to; from < side; from = to) {
        to = from + 1;
        while (to < side && (row[to] & 1) == (row[from] & 1))
            to++;
        double cell[] = {from, side - 1 - y, to - from, 1};
        if ((row[from] & 1) != 0) {
            add_numbers(sheet, cell, 4);
            add_operator(sheet, "re\n");
        }
    }
}

/* All modules are one path, so that viewers draw no hairlines between neighbours. */
void sheet_modules(struct sheet *sheet, struct sheet_area area, const uint8_t *modules, int side)
{
    double scale = area.width * POINTS_PER_MM / side;
    add_operator(sheet, "q\n0 0 0 rg\n");
    buffer_format(&sheet->content, "%.4f 0 0 %.4f %.2f %.2f cm\n", scale, scale, points_x(area.x),
        points_y(area.y + area.width));
    for (int y = 0; y < side; y++)
        add_module_row(sheet, modules + (ptrdiff_t)y * side, side, y);
    add_operator(sheet, "f\nQ\n");
}
