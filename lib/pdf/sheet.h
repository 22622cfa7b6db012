/* A4 pages: millimetres from the upper left corner, type sizes in points. Text, boxes and lines go into a
 * PDF document that libharu assembles; what many pages share is drawn once as a stencil.
 *
 * One document at a time in a process: libharu has no place for a context in its memory functions. All
 * its memory comes from the wiping arena `secrets` (the pages hold passwords). The same input gives the
 * same bytes: dates come from the caller. */
#ifndef NSDB_SHEET_H
#define NSDB_SHEET_H

#include "buffer.h"
#include "day.h"
#include "typeface.h"

struct sheet;

enum sheet_align { SHEET_LEFT, SHEET_CENTRE, SHEET_RIGHT };

struct sheet_font {
    enum typeface_style style;
    double size;     /* points */
    uint32_t colour; /* 0xRRGGBB */
    enum sheet_align align;
    double leading; /* line height as a multiple of the size */
    bool is_strong; /* drawn heavier: outlines are stroked, so that no second font is embedded */
};

struct sheet_area {
    double x;
    double y;
    double width;
    double height;
};

enum { SHEET_WIDTH = 210, SHEET_HEIGHT = 297, SHEET_NO_COLOUR = -1 };

/* Begins a document titled `title` and dated `day`. Characters that cannot be printed are collected in
 * `gaps`. FAILED, and logged, when libharu cannot start or another document is still open. */
enum result sheet_open(struct arena *secrets, struct typeface *typeface, const char *title, struct day day,
    struct typeface_gaps *gaps, struct sheet **sheet_out) MUST_USE;

/* Wiping memory for texts of the page that is being drawn; it is emptied when the page ends. */
struct arena *sheet_scratch(struct sheet *sheet);

/* Begins a page; everything up to the next one is drawn on it. */
void sheet_page(struct sheet *sheet);

/* Between both, drawing goes into a stencil instead of a page; stencil_end gives its number. */
void sheet_stencil_begin(struct sheet *sheet);
int sheet_stencil_end(struct sheet *sheet);

/* Shows a stencil on the page. */
void sheet_stencil(struct sheet *sheet, int stencil);

/* The document as a PDF file, added to `file_out` (an arena that wipes, when there are secrets). The
 * sheet ends here, whatever the result. */
enum result sheet_close(struct sheet *sheet, struct buffer *file_out) MUST_USE;

/* Ends the sheet without a file. */
void sheet_abandon(struct sheet *sheet);

/* Text in lines of the area's width, from its top; the height does not matter. Gives the height used. */
double sheet_paragraph(struct sheet *sheet, struct sheet_area area, const struct sheet_font *font,
    const char *text);

/* Text centred vertically in the area, wrapped and made smaller until all of it fits: never cut. */
void sheet_field(struct sheet *sheet, struct sheet_area area, const struct sheet_font *font,
    const char *text);

/* One line of letters and digits in groups of `group`, with visible gaps but no blanks: copied text is
 * whole. `y` of the area is the top of the letters. */
void sheet_code(struct sheet *sheet, struct sheet_area area, const struct sheet_font *font, size_t group,
    const char *text);

/* A rectangle, filled with `fill` and edged with `edge` (0xRRGGBB or SHEET_NO_COLOUR), line 0.2 mm. */
void sheet_box(struct sheet *sheet, struct sheet_area area, int32_t fill, int32_t edge);

/* A horizontal or vertical line: the area's width or height is 0, the other its length. */
void sheet_line(struct sheet *sheet, struct sheet_area area, double width_mm, int32_t colour);

/* A filled disc with the centre x, y. */
void sheet_disc(struct sheet *sheet, double x, double y, double radius, int32_t colour);

/* Black squares where the lowest bit of modules[row * side + column] is set (a QR code). */
void sheet_modules(struct sheet *sheet, struct sheet_area area, const uint8_t *modules, int side);

#endif
