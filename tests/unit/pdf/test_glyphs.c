/* The shapes on paper: what the sheet draws with embedded subsets must look, point for point, like the same
 * text drawn by libharu with the whole fonts. A name that differs from the register would be worse than
 * none, and text tools cannot see it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <hpdf.h>

#include "sheet.h"
#include "tool.h"

#define GOTHIC "/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf"
#define MINCHO "/usr/share/fonts/truetype/ipamj/ipamjm.ttf"
#define POINTS_PER_MM (72.0 / 25.4)

enum { SKIP = 77, SIZE = 12, TOP = 20, LEFT = 20, STEP = 8, DPI = 100 };

static struct arena *life;
static struct typeface *typeface;

/* Each row is one line. libharu cannot draw 𠮷 or variants, so that the comparison begins behind `lead`, which
 * decides the font: 𠮷 makes IPAmj Mincho set the whole row; where no font has all, each gives its part. */
static const struct {
    const char *font;
    const char *lead;
    int lead_length;
    const char *text;
} rows[] = {
    {GOTHIC, "", 0, "亜哀愛悪握圧扱安暗案以位依偉囲委威尉意慰"},
    {GOTHIC, "", 0, "髙﨑渡邉邊齋斎齊藤櫻澤濱廣國龍瀧峯島嶋嶌"},
    {GOTHIC, "", 0, "アイウエオカガキギ（株）ー・、。「」々〆ヶ"},
    {GOTHIC, "", 0, "ABCDEFGHIJKLM"},
    {GOTHIC, "", 0, "NOPQRSTUVWXYZ"},
    {GOTHIC, "", 0, "abcdefghijklm"},
    {GOTHIC, "", 0, "nopqrstuvwxyz"},
    {GOTHIC, "", 0, "0123456789"},
    {GOTHIC, "葛󠄀𠮷", 2, "吉野家田中本山川木村林清水池橋口井上下高"},
    {MINCHO, "𠮷", 1, "吉野家田中本山川木村林清水池橋口井上下高"},
    {MINCHO, "𠮷", 1, "亜哀愛悪握圧扱安暗案以位依偉囲委威尉意慰"},
};
enum { ROWS = sizeof rows / sizeof *rows };

static double row_top(size_t row)
{
    return TOP + STEP * (double)row;
}

static const char *drawn_by_sheet(struct arena *arena, const char *directory)
{
    static const struct sheet_font font = {TYPEFACE_PLAIN, SIZE, 0, SHEET_LEFT, 1, false};
    struct typeface_gaps gaps = typeface_gaps_in(arena);
    struct buffer file = buffer_in(arena);
    struct sheet *sheet;
    assert_int_equal(sheet_open(arena, typeface, "字形", (struct day){2026, 11, 21}, &gaps, &sheet), OK);
    sheet_page(sheet);
    for (size_t i = 0; i < ROWS; i++)
        sheet_paragraph(sheet, (struct sheet_area){LEFT, row_top(i), 170, 0}, &font,
            arena_format(arena, "%s%s", rows[i].lead, rows[i].text));
    assert_int_equal(sheet_close(sheet, &file), OK);
    assert_int_equal(gaps.count, 0);
    return tool_file(arena, directory, "ours.pdf", buffer_bytes(&file));
}

static void fail_hard(HPDF_STATUS error, HPDF_STATUS detail, void *thing)
{
    (void)thing;
    fail_msg("libharu: 0x%04lX, %lu", (unsigned long)error, (unsigned long)detail);
}

static const char *drawn_by_libharu(struct arena *arena, const char *directory)
{
    HPDF_Doc document = HPDF_New(fail_hard, NULL);
    HPDF_UseUTFEncodings(document);
    HPDF_Page page = HPDF_AddPage(document);
    HPDF_Page_SetSize(page, HPDF_PAGE_SIZE_A4, HPDF_PAGE_PORTRAIT);
    const char *name = NULL;
    for (size_t i = 0; i < ROWS; i++) {
        if (i == 0 || strcmp(rows[i].font, rows[i - 1].font) != 0)
            name = HPDF_LoadTTFontFromFile(document, rows[i].font, HPDF_TRUE);
        HPDF_Page_SetFontAndSize(page, HPDF_GetFont(document, name, "UTF-8"), SIZE);
        HPDF_Page_BeginText(page);
        HPDF_Page_TextOut(page, (HPDF_REAL)(LEFT * POINTS_PER_MM + rows[i].lead_length * SIZE),
            (HPDF_REAL)((SHEET_HEIGHT - row_top(i)) * POINTS_PER_MM - 0.86 * SIZE), rows[i].text);
        HPDF_Page_EndText(page);
    }
    const char *file = arena_format(arena, "%s/theirs.pdf", directory);
    assert_int_equal(HPDF_SaveToFile(document, file), HPDF_OK);
    HPDF_Free(document);
    return file;
}

struct picture {
    int width;
    int height;
    const uint8_t *points;
};

static struct picture picture_of(struct arena *arena, const char *path)
{
    const char *stem = arena_format(arena, "%s-picture", path);
    const char *draw[] = {"pdftoppm", "-r", arena_format(arena, "%d", DPI), "-gray", "-singlefile", path, stem, NULL};
    tool_output(arena, draw);
    struct picture picture;
    int most;
    FILE *file = fopen(arena_format(arena, "%s.pgm", stem), "rb");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "P5 %d %d %d", &picture.width, &picture.height, &most), 3);
    assert_int_equal(fgetc(file), '\n');
    size_t size = (size_t)picture.width * (size_t)picture.height;
    uint8_t *points = arena_alloc(arena, size);
    assert_int_equal(fread(points, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
    picture.points = points;
    return picture;
}

static int at_dpi(double mm)
{
    return (int)(mm / 25.4 * DPI);
}

/* Compares the row; points may differ by little, where an edge falls between two of them. */
static void compare_row(size_t row, struct picture ours, struct picture theirs)
{
    int from = at_dpi(LEFT) + rows[row].lead_length * SIZE * DPI / 72 + 1;
    int dark = 0, different = 0;
    for (int y = at_dpi(row_top(row) - 1); y < at_dpi(row_top(row) + STEP - 1); y++)
        for (int x = from; x < ours.width; x++) {
            int a = ours.points[y * ours.width + x], b = theirs.points[y * theirs.width + x];
            dark += b < 128;
            different += abs(a - b) > 96;
        }
    print_message("row %zu: %d dark points, %d different\n", row, dark, different);
    assert_in_range(dark, 200, 100000);
    assert_in_range(different, 0, dark / 100);
}

static void test_glyphs(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const char *directory = tool_directory(arena);
    struct picture ours = picture_of(arena, drawn_by_sheet(arena, directory));
    struct picture theirs = picture_of(arena, drawn_by_libharu(arena, directory));
    assert_int_equal(ours.width, theirs.width);
    assert_int_equal(ours.height, theirs.height);
    for (size_t i = 0; i < ROWS; i++)
        compare_row(i, ours, theirs);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_glyphs)};
    life = arena_new();
    if (typeface_open(life, NULL, &typeface) != OK)
        return SKIP;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&life);
    return failed;
}
