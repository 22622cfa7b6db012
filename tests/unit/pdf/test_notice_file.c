/* The file of a notice: sound for qpdf and small (F10), its QR code, its glyphs, and any text at all (I08). */
#include "notice_kit.h"
#include "sheet.h"
#include "text.h"

static const char *uncompressed(struct made *made)
{
    const char *path = arena_format(made->arena, "%s/plain.pdf", made->directory);
    const char *arguments[] = {"qpdf", "--qdf", "--object-streams=disable", made->path, path, NULL};
    tool_output(made->arena, arguments);
    return path;
}

/* F10: sound for qpdf; nothing active; no secret outside the page; the same input gives the same bytes. */
static void test_file(void **state)
{
    (void)state;
    static const char *const active[] = {"/JS", "/JavaScript", "/URI", "/OpenAction", "/AA", "/Launch",
        "/Annots", "/EmbeddedFile", "/AcroForm", "aB3kWmx9RtYc", "K7MPX3WD9HQZ"};
    struct made made = make(&sample, 1, true);
    struct made again = make(&sample, 1, true);
    output_of(&made, "qpdf", "--check");
    const char *cat[] = {"cat", uncompressed(&made), NULL};
    const char *plain = tool_output(made.arena, cat);
    for (size_t i = 0; i < sizeof active / sizeof *active; i++)
        assert_int_equal(tool_count(plain, strlen(plain), active[i]), 0);
    assert_says(output_of(&made, "pdfinfo", NULL), "難病・小慢DB IDPW発行通知書");
    assert_int_equal(made.file.size, again.file.size);
    assert_memory_equal(made.file.data, again.file.data, made.file.size);
    end(&made);
    end(&again);
}

/* R-038, a page carries no other person's data, its back neither: print dialogues begin with one side, in the file's own size, as
 * addresses stand in windows. */
static void test_printing(void **state)
{
    (void)state;
    struct made made = make(&sample, 1, true);
    const char *cat[] = {"cat", uncompressed(&made), NULL};
    const char *plain = tool_output(made.arena, cat);
    assert_int_equal(tool_count(plain, strlen(plain), "/Duplex /Simplex"), 1);
    assert_int_equal(tool_count(plain, strlen(plain), "/PrintScaling /None"), 1);
    end(&made);
}

/* performance.md §2: a notice takes at most 40 kB. */
static void test_size(void **state)
{
    (void)state;
    struct notice notice = sample;
    notice.family_name = "𠮷野";
    notice.is_reissue = true;
    struct made made = make(&notice, 1, false);
    assert_in_range(made.file.size, 10000, 40 * 1024);
    end(&made);
}

/* The QR code holds address and ID, never the password. */
static void test_qr(void **state)
{
    (void)state;
    struct made made = make(&sample, 1, false);
    const char *picture = arena_format(made.arena, "%s/page", made.directory);
    const char *draw[] = {"pdftoppm", "-r", "150", "-png", "-singlefile", made.path, picture, NULL};
    tool_output(made.arena, draw);
    const char *scan[] = {"zbarimg", "--quiet", "--raw", arena_format(made.arena, "%s.png", picture), NULL};
    assert_string_equal(tool_output(made.arena, scan), "https://db.example.jp/signin/?id=K7MPX3WD9HQZ\n");
    end(&made);
}

static void test_qr_too_long(void **state)
{
    (void)state;
    struct arena *secrets = arena_new_wiping();
    struct notice notice = sample;
    notice.sign_in_address = repeated(secrets, "https://db.example.jp/", 200);
    struct buffer file = buffer_in(secrets);
    struct notice_bundle bundle = {&notice, 1, false};
    struct notice_gaps gaps;
    assert_int_equal(notice_pdf_make(secrets, typeface, &bundle, &file, &gaps), REFUSED);
    assert_int_equal(file.size, 0);
    arena_free(&secrets);
}

/* Dark picture points in the field of the name. */
static struct bytes name_picture(struct made *made)
{
    const char *picture = arena_format(made->arena, "%s/name", made->directory);
    const char *draw[] = {"pdftoppm", "-r", "100", "-gray", "-singlefile", "-x", "240", "-y", "540", "-W",
        "200", "-H", "34", made->path, picture, NULL};
    tool_output(made->arena, draw);
    FILE *file = fopen(arena_format(made->arena, "%s.pgm", picture), "rb");
    assert_non_null(file);
    uint8_t *data = arena_alloc(made->arena, 10000);
    size_t size = fread(data, 1, 10000, file);
    assert_int_equal(fclose(file), 0);
    assert_in_range(size, 200 * 34, 200 * 34 + 20);
    return (struct bytes){data, size};
}

/* The glyphs themselves: names that look alike in text tools must differ in print, and none is blank. */
static void test_glyphs_are_drawn(void **state)
{
    (void)state;
    static const char *const looks[] = {"", "𠮷", "吉", "葛󠄀", "葛", "𣘺", "\xF0\xB1\x8D\x90"};
    enum { LOOKS = sizeof looks / sizeof *looks };
    struct made made[LOOKS];
    struct bytes pictures[LOOKS];
    for (size_t i = 0; i < LOOKS; i++) {
        struct notice notice = sample;
        notice.family_name = looks[i];
        notice.given_name = "";
        made[i] = make(&notice, 1, false);
        pictures[i] = name_picture(&made[i]);
        for (size_t k = 0; k < i; k++)
            assert_memory_not_equal(pictures[i].data, pictures[k].data, pictures[i].size);
    }
    for (size_t i = 0; i < LOOKS; i++)
        end(&made[i]);
}

static void add_character(struct buffer *text, uint32_t c)
{
    uint8_t bytes[] = {(uint8_t)(0xF0 | c >> 18), (uint8_t)(0x80 | (c >> 12 & 63)),
        (uint8_t)(0x80 | (c >> 6 & 63)), (uint8_t)(0x80 | (c & 63))};
    if (c < 0x80) {
        bytes[3] = (uint8_t)c;
        buffer_add(text, bytes + 3, 1);
    } else if (c < 0x800) {
        bytes[2] = (uint8_t)(0xC0 | c >> 6);
        buffer_add(text, bytes + 2, 2);
    } else if (c < 0x10000) {
        bytes[1] = (uint8_t)(0xE0 | c >> 12);
        buffer_add(text, bytes + 1, 3);
    } else
        buffer_add(text, bytes, 4);
}

/* Any characters in any order: scripts, marks on marks, selectors without a base, unassigned ones. */
static const char *any_text(struct arena *arena, uint64_t *seed)
{
    static const uint32_t starts[] = {0x20, 0xA0, 0x300, 0x590, 0x900, 0x1100, 0x2000, 0x3040, 0x4E00, 0xAC00,
        0xF900, 0xFE00, 0xFF00, 0x1F300, 0x20000, 0x30000, 0xE0100, 0x10FF00};
    struct buffer text = buffer_in(arena);
    for (int i = 0; i < 12; i++) {
        *seed = *seed * 6364136223846793005u + 1442695040888963407u;
        uint32_t start = starts[(*seed >> 33) % (sizeof starts / sizeof *starts)];
        add_character(&text, start + (uint32_t)((*seed >> 40) % 0x5F));
    }
    return buffer_text(&text);
}

static void test_any_text(void **state)
{
    (void)state;
    enum { COUNT = 300 };
    struct arena *arena = arena_new();
    struct notice *notices = arena_make_array(arena, struct notice, COUNT);
    uint64_t seed = 20261121;
    number_notices(arena, notices, COUNT, 3);
    for (size_t i = 0; i < COUNT; i++) {
        notices[i].department = any_text(arena, &seed);
        notices[i].family_name = any_text(arena, &seed);
        notices[i].given_name = any_text(arena, &seed);
    }
    struct made made = make(notices, COUNT, true);
    output_of(&made, "qpdf", "--check");
    assert_says(tool_squeeze(arena, output_of(&made, "pdfinfo", NULL)), "Pages:400");
    assert_in_range(made.gaps.count, 1000, 20000);
    end(&made);
    arena_free(&arena);
}

/* One document at a time; afterwards the next one works, also when the first was dropped half-way. */
static void test_one_at_a_time(void **state)
{
    (void)state;
    struct arena *secrets = arena_new_wiping();
    struct typeface_gaps gaps = typeface_gaps_in(secrets);
    struct day day = {2026, 11, 21};
    struct sheet *first, *second;
    assert_int_equal(sheet_open(secrets, typeface, "一", day, &gaps, &first), OK);
    assert_int_equal(sheet_open(secrets, typeface, "二", day, &gaps, &second), FAILED);
    arena_free(&secrets);
    struct made made = make(&sample, 1, false);
    end(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_file), cmocka_unit_test(test_printing),
        cmocka_unit_test(test_size),
        cmocka_unit_test(test_qr),
        cmocka_unit_test(test_qr_too_long),
        cmocka_unit_test(test_glyphs_are_drawn),
        cmocka_unit_test(test_any_text),
        cmocka_unit_test(test_one_at_a_time),
    };
    struct arena *life = arena_new();
    if (!notice_kit_open(life))
        return NOTICE_KIT_SKIP;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&life);
    return failed;
}
