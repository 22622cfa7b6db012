/* Fonts: coverage, gaps, line breaks, subsets, and what is refused as a font. */
#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "flow.h"
#include "text.h"
#include "tool.h"
#include "typeface.h"

enum { SKIP = 77 };

static struct arena *life;
static struct typeface *typeface;

/* Text, how many glyphs, how many gaps, the first gap's code, whether all comes from the font for names. */
static const struct {
    const char *text;
    size_t glyphs;
    size_t gaps;
    const char *code;
    bool is_variant;
    bool is_mincho;
} cases[] = {
    {"", 0, 0, NULL, false, false},
    {"山田 太郎", 5, 0, NULL, false, false},
    {"髙﨑", 2, 0, NULL, false, false},
    {"𠮷野", 2, 0, NULL, false, true},
    {"𣘺本", 2, 0, NULL, false, false},
    {"葛󠄀城", 2, 0, NULL, false, false},
    {"辻󠄂", 1, 0, NULL, false, true},
    {"葛󠇯", 1, 1, "U+845B U+E01EF", true, false},
    {"\xF0\xB1\x8D\x90田", 2, 1, "U+31350", false, false},
    {"\xF0\xB1\x8D\x90\xF0\xB1\x8D\x90", 2, 1, "U+31350", false, false},
    {"か゚", 1, 0, NULL, false, false},
    {"Müller-O'Neill", 14, 0, NULL, false, false},
    {"(\\)", 3, 0, NULL, false, false},
    {"m̃", 2, 0, NULL, false, false},
};

static void test_cases(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct typeface_gaps gaps = typeface_gaps_in(arena);
        struct typeface_run run = typeface_set(arena, typeface, TYPEFACE_PLAIN, cases[i].text, &gaps);
        print_message("%s\n", cases[i].text);
        assert_int_equal(gaps.count, cases[i].gaps);
        assert_int_equal(run.count, cases[i].glyphs);
        if (cases[i].gaps > 0) {
            assert_string_equal(gaps.items[0].code, cases[i].code);
            assert_int_equal(gaps.items[0].is_variant, cases[i].is_variant);
        }
        for (size_t k = 0; k < run.count; k++) {
            assert_int_not_equal(run.items[k].glyph, 0);
            assert_int_equal(run.items[k].face == TYPEFACE_NAMES, cases[i].is_mincho);
        }
    }
    arena_free(&arena);
}

/* the text behind the glyphs is the text given, so that a PDF can be searched and copied. */
static void test_text_is_kept(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const char *text = "𠮷葛󠄀か゚髙ABC、";
    struct typeface_gaps gaps = typeface_gaps_in(arena);
    struct typeface_run run = typeface_set(arena, typeface, TYPEFACE_PLAIN, text, &gaps);
    const char *rest = text;
    for (size_t i = 0; i < run.count; i++)
        for (size_t k = 0; k < TYPEFACE_TEXT_LENGTH && run.items[i].text[k] != 0; k++)
            assert_int_equal(run.items[i].text[k], text_next(&rest));
    assert_int_equal(*rest, 0);
    arena_free(&arena);
}

/* One character of CP932 as UTF-8; false for codes that are none or private. */
static bool decode(iconv_t converter, int lead, int trail, char *utf8_out)
{
    char code[] = {(char)lead, (char)trail};
    char *from = code, *to = utf8_out;
    size_t left = 2, room = 7;
    memset(utf8_out, 0, 8);
    iconv(converter, NULL, NULL, NULL, NULL);
    if (iconv(converter, &from, &left, &to, &room) != 0 || left != 0)
        return false;
    uint32_t character = text_next(&(const char *){utf8_out});
    return character < 0xE000 || character > 0xF8FF;
}

/* All that an Excel file in CP932 can hold can be printed. */
static void test_cp932(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct typeface_gaps gaps = typeface_gaps_in(arena);
    iconv_t converter = iconv_open("UTF-8", "CP932");
    size_t count = 0;
    char text[8];
    for (int lead = 0x81; lead <= 0xFC; lead++)
        for (int trail = 0x40; trail <= 0xFC; trail++)
            if ((lead < 0xA0 || lead > 0xDF) && decode(converter, lead, trail, text)) {
                typeface_set(arena, typeface, TYPEFACE_PLAIN, text, &gaps);
                count++;
            }
    iconv_close(converter);
    for (size_t i = 0; i < gaps.count; i++)
        print_error("missing %s\n", gaps.items[i].code);
    assert_int_equal(gaps.count, 0);
    assert_in_range(count, 7000, 12000);
    arena_free(&arena);
}

static void test_subset(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct typeface_gaps gaps = typeface_gaps_in(arena);
    struct typeface_run run = typeface_set(arena, typeface, TYPEFACE_PLAIN, "𠮷野辻󠄂", &gaps);
    uint16_t glyphs[3], places[3];
    struct bytes font;
    for (size_t i = 0; i < 3; i++)
        glyphs[i] = run.items[i].glyph;
    assert_int_equal(typeface_subset(arena, typeface, TYPEFACE_NAMES, glyphs, 3, &font, places), OK);
    assert_in_range(font.size, 500, 8000);
    for (size_t i = 0; i < 3; i++)
        assert_in_range(places[i], 1, 3);
    assert_true(places[0] != places[1] && places[1] != places[2] && places[0] != places[2]);
    arena_free(&arena);
}

/* Texts, width in characters, and the lines expected, separated by |. */
static const struct {
    const char *text;
    int width;
    const char *lines;
} breaks[] = {
    {"一二三四五六七八", 4, "一二三四|五六七八"},
    {"一二三四。五六七", 4, "一二三|四。五六|七"},
    {"一二三「四五六七", 4, "一二三|「四五六|七"},
    {"一二 ログイン三四", 6, "一二 |ログイン三四"},
    {"一二三四五ABCDEFG", 7, "一二三四五|ABCDEFG"},
    {"ABCDEFGHIJKLMNOPQRSTUVWXYZ", 4, NULL},
    {"一", 1, "一"},
    {"", 4, ""},
};

static const char *joined(struct arena *arena, const struct typeface_run *run, const struct flow_lines *lines)
{
    struct buffer text = buffer_in(arena);
    for (size_t i = 0; i < lines->count; i++) {
        buffer_add_text(&text, i == 0 ? "" : "|");
        for (size_t k = lines->items[i].from; k < lines->items[i].to; k++) {
            uint32_t c = run->items[k].text[0];
            char bytes[] = {(char)(0xE0 | c >> 12), (char)(0x80 | (c >> 6 & 63)), (char)(0x80 | (c & 63))};
            if (c < 0x80)
                buffer_format(&text, "%c", (int)c);
            else
                buffer_add(&text, bytes, 3);
        }
    }
    return buffer_text(&text);
}

static void test_breaks(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++) {
        struct typeface_gaps gaps = typeface_gaps_in(arena);
        struct typeface_run run = typeface_set(arena, typeface, TYPEFACE_CODE, breaks[i].text, &gaps);
        struct flow_lines lines = flow_break(arena, &run, breaks[i].width * 1000);
        if (breaks[i].lines != NULL)
            assert_string_equal(joined(arena, &run, &lines), breaks[i].lines);
        size_t glyphs = 0;
        for (size_t k = 0; k < lines.count; k++) {
            assert_int_equal(lines.items[k].from, glyphs);
            glyphs = lines.items[k].to;
        }
        assert_int_equal(glyphs, run.count);
    }
    arena_free(&arena);
}

static enum result open_with(struct arena *arena, const char *path)
{
    const char *directory = tool_directory(arena);
    const char *line = arena_format(arena, "font_text = %s\n", path);
    struct bytes content = {(const uint8_t *)line, strlen(line)};
    const char *file = tool_file(arena, directory, "settings", content);
    struct settings *settings;
    const char *problem;
    struct typeface *opened;
    assert_int_equal(settings_read(arena, file, &settings, &problem), OK);
    return typeface_open(arena, settings, &opened);
}

/* Fonts come from packages only: what anyone but root may change is refused (security.md §1.1). */
static void test_refused_fonts(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const char *directory = tool_directory(arena);
    struct bytes junk = {(const uint8_t *)"not a font", 10};
    const char *path = tool_file(arena, directory, "junk.ttf", junk);
    assert_int_equal(open_with(arena, "/nowhere/font.ttf"), FAILED);
    assert_int_equal(open_with(arena, "/etc"), FAILED);
    assert_int_equal(open_with(arena, "/etc/passwd"), FAILED);
    assert_int_equal(chmod(path, 0666), 0);
    assert_int_equal(open_with(arena, path), FAILED);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases), cmocka_unit_test(test_text_is_kept),
        cmocka_unit_test(test_cp932), cmocka_unit_test(test_subset), cmocka_unit_test(test_breaks),
        cmocka_unit_test(test_refused_fonts)};
    life = arena_new();
    if (typeface_open(life, NULL, &typeface) != OK)
        return SKIP;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&life);
    return failed;
}
