/* IDPW発行通知書 as PDF: what pdftotext, qpdf and a QR reader find in it (R-028…, F10). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/resource.h>

#include <cmocka.h>

#include "notice_pdf.h"
#include "sheet.h"
#include "text.h"
#include "tool.h"

enum { SKIP = 77, MEBIBYTE = 1024 * 1024 };

static struct arena *life;
static struct typeface *typeface;

static const struct notice sample = {
    .municipality = "東京都",
    .telephone = "03-1234-5678",
    .scheme = "難病",
    .institution = "みらい病院",
    .institution_code = "1310000003",
    .department = "神経内科",
    .family_name = "山田",
    .given_name = "太郎",
    .login_id = "K7MPX3WD9HQZ",
    .initial_password = "aB3kWmx9RtYc",
    .issued_on = {2026, 11, 21},
    .valid_until = {2027, 2, 19},
    .slip_number = 1,
    .copy_number = 1,
    .sign_in_address = "https://db.example.jp/signin/",
    .help_contact = "ヘルプデスク（電話 0120-000-000）",
};

/* A file made for one test. */
struct made {
    struct arena *arena;
    struct arena *secrets;
    const char *directory;
    const char *path;
    struct bytes file;
    struct notice_gaps gaps;
};

static struct made make(const struct notice *notices, size_t count, bool with_covers)
{
    struct made made = {.arena = arena_new(), .secrets = arena_new_wiping()};
    struct buffer file = buffer_in(made.secrets);
    struct notice_bundle bundle = {notices, count, with_covers};
    made.directory = tool_directory(made.arena);
    assert_int_equal(notice_pdf_make(made.secrets, typeface, &bundle, &file, &made.gaps), OK);
    made.file = buffer_bytes(&file);
    made.path = tool_file(made.arena, made.directory, "notices.pdf", made.file);
    return made;
}

static void end(struct made *made)
{
    arena_free(&made->arena);
    arena_free(&made->secrets);
}

/* The text of pages from … to without any blanks. */
static const char *text_of(struct made *made, int from, int to)
{
    const char *arguments[] = {"pdftotext", "-f", arena_format(made->arena, "%d", from), "-l",
        arena_format(made->arena, "%d", to), made->path, "-", NULL};
    return tool_squeeze(made->arena, tool_output(made->arena, arguments));
}

static void assert_says(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        print_error("missing: %s\nin: %s\n", part, text);
    assert_non_null(strstr(text, part));
}

static void assert_silent(const char *text, const char *part)
{
    if (strstr(text, part) != NULL)
        print_error("should not be there: %s\n", part);
    assert_null(strstr(text, part));
}

static size_t count_in(const char *text, const char *part)
{
    return tool_count(text, strlen(text), part);
}

/* the rows of the sample notice, the dates, and the password exactly once. */
static void test_content(void **state)
{
    (void)state;
    static const char *const parts[] = {"難病・小慢DBIDPW発行通知書", "自治体東京都", "難病/小慢難病",
        "医療機関みらい病院（1310000003）", "部署神経内科", "氏名山田太郎様", "IDK7MPX3WD9HQZ",
        "初期パスワード", "aB3kWmx9RtYc", "2027年2月19日（令和9年）までに", "発行日2026年11月21日（令和8年）",
        "第1号（印刷1回目）", "電話03-1234-5678", "https://db.example.jp/signin/", "メールアドレスの登録",
        "暗号化鍵ファイルの登録", "秘密の質問の登録・パスワードの変更", "エー(小)・ビー(大)・3・ケー(小)", "ヘルプデスク"};
    struct made made = make(&sample, 1, false);
    const char *text = text_of(&made, 1, 1);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        assert_says(text, parts[i]);
    assert_int_equal(count_in(text, sample.initial_password), 1);
    assert_int_equal(count_in(text, sample.login_id), 1);
    assert_silent(text, "再発行様");
    assert_silent(text, "〓");
    assert_int_equal(made.gaps.count, 0);
    end(&made);
}

/* Copying gives ID and password without the gaps between the groups. */
static void test_copied_without_blanks(void **state)
{
    (void)state;
    struct made made = make(&sample, 1, false);
    const char *arguments[] = {"pdftotext", made.path, "-", NULL};
    const char *text = tool_output(made.arena, arguments);
    assert_says(text, sample.login_id);
    assert_says(text, sample.initial_password);
    end(&made);
}

/* Names that real notices have to carry; pdftotext must give exactly these (R-029, I08). */
static const char *const names[] = {"𠮷野", "髙島", "山﨑", "𣘺本", "葛󠄀城", "辻󠄂", "渡邉", "渡邊", "齋藤", "斎藤",
    "佐藤(旧姓\\鈴木)", "O'Neill <b>&amp;", "(((", ")))", "\\", "か゚き゚", "Müller", "ヴァン・デン・ベルフ", "〆木", "々", "𩸽", "㐂",
    "﨟", "ﾔﾏﾀﾞ", "田𠮷𠮷田", "%s%n", "BT ET Tj"};

static void test_names(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct notice notice = sample;
        notice.family_name = names[i];
        struct made made = make(&notice, 1, false);
        const char *expected = tool_squeeze(made.arena, arena_format(made.arena, "氏名%s太郎様", names[i]));
        assert_says(text_of(&made, 1, 1), expected);
        assert_int_equal(made.gaps.count, 0);
        end(&made);
    }
}

static const char *repeated(struct arena *arena, const char *part, size_t times)
{
    struct buffer text = buffer_in(arena);
    for (size_t i = 0; i < times; i++)
        buffer_add_text(&text, part);
    return buffer_text(&text);
}

/* Long texts are made smaller and wrapped, never cut. */
static void test_long(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct notice notice = sample;
    notice.institution = repeated(arena, "医療法人社団みらい会", 20);
    notice.department = repeated(arena, "総合内科、", 20);
    notice.family_name = repeated(arena, "𠮷齋", 50);
    notice.given_name = repeated(arena, "ウィリアム", 20);
    notice.municipality = repeated(arena, "南アルプス市", 10);
    struct made made = make(&notice, 1, true);
    const char *text = text_of(&made, 2, 2);
    assert_says(text, arena_format(arena, "部署%s", notice.department));
    assert_says(text, arena_format(arena, "氏名%s%s様", notice.family_name, notice.given_name));
    assert_says(text, arena_format(arena, "医療機関%s", notice.institution));
    assert_says(text_of(&made, 1, 1), arena_format(arena, "%s%s様", notice.family_name, notice.given_name));
    end(&made);
    arena_free(&arena);
}

static void test_empty(void **state)
{
    (void)state;
    struct notice notice = sample;
    notice.department = notice.telephone = notice.help_contact = notice.given_name = "";
    struct made made = make(&notice, 1, true);
    const char *text = text_of(&made, 2, 2);
    assert_says(text, "部署―氏名山田様");
    assert_silent(text, "電話");
    end(&made);
}

/* A user of the municipality has no 医療機関 and other first steps. */
static void test_municipal(void **state)
{
    (void)state;
    struct notice notice = sample;
    notice.institution = notice.institution_code = "";
    struct made made = make(&notice, 1, true);
    const char *text = text_of(&made, 2, 2);
    assert_silent(text, "医療機関");
    assert_silent(text, "メールアドレスの登録");
    assert_says(text, "自アカウント管理");
    assert_says(text_of(&made, 1, 1), "東京都御中");
    end(&made);
}

/* users of 厚労省 and its kin belong to no 自治体, and get their key on screen, not by mail. */
static void test_central(void **state)
{
    (void)state;
    struct notice notice = sample;
    notice.municipality = "厚生労働省";
    notice.scheme = notice.institution = notice.institution_code = "";
    struct made made = make(&notice, 1, false);
    const char *text = text_of(&made, 1, 1);
    assert_says(text, "所属厚生労働省");
    assert_says(text, "暗号化鍵ファイルのダウンロード");
    assert_silent(text, "自治体");
    assert_silent(text, "難病/小慢");
    assert_silent(text, "メールアドレスの登録");
    end(&made);
}

/* the designation is added to the login that the doctor has. */
static void test_added(void **state)
{
    (void)state;
    struct notice notice = sample;
    notice.initial_password = NULL;
    struct made made = make(&notice, 1, false);
    const char *text = text_of(&made, 1, 1);
    assert_says(text, "すでにお持ちのIDでログインできます");
    assert_silent(text, "有効期限");
    assert_silent(text, "メールアドレスの登録");
    end(&made);
}

static void test_reissue(void **state)
{
    (void)state;
    struct notice notice = sample;
    notice.is_reissue = true;
    notice.slip_number = 3;
    notice.copy_number = 2;
    struct made made = make(&notice, 1, false);
    const char *text = text_of(&made, 1, 1);
    assert_says(text, "発行通知書再発行");
    assert_says(text, "第3号（印刷2回目）");
    end(&made);
}

/* A character that no font has: 〓, a note on the notice, and the caller knows before and after. */
static void test_gaps(void **state)
{
    (void)state;
    struct notice notices[] = {sample, sample, sample};
    notices[1].family_name = "\xF0\xB1\x8D\x90田";
    notices[2].given_name = "葛󠇯";
    struct notice_bundle bundle = {notices, 3, false};
    struct notice_gaps before;
    struct made made = make(notices, 3, false);
    notice_pdf_check(made.arena, typeface, &bundle, &before);
    assert_int_equal(before.count, 2);
    assert_int_equal(made.gaps.count, 2);
    assert_int_equal(before.items[0].notice, 1);
    assert_string_equal(before.items[0].gap.code, "U+31350");
    assert_false(before.items[0].gap.is_variant);
    assert_int_equal(before.items[1].notice, 2);
    assert_true(before.items[1].gap.is_variant);
    assert_silent(text_of(&made, 1, 1), "印刷できません");
    assert_says(text_of(&made, 2, 2), "氏名〓田太郎様");
    assert_says(text_of(&made, 2, 2), "：U+31350。");
    assert_says(text_of(&made, 3, 3), "：U+845BU+E01EF。");
    end(&made);
}

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
    const char *check[] = {"qpdf", "--check", made.path, NULL};
    tool_output(made.arena, check);
    const char *cat[] = {"cat", uncompressed(&made), NULL};
    const char *plain = tool_output(made.arena, cat);
    for (size_t i = 0; i < sizeof active / sizeof *active; i++)
        assert_int_equal(tool_count(plain, strlen(plain), active[i]), 0);
    const char *info[] = {"pdfinfo", made.path, NULL};
    assert_says(tool_output(made.arena, info), "難病・小慢DB IDPW発行通知書");
    assert_int_equal(made.file.size, again.file.size);
    assert_memory_equal(made.file.data, again.file.data, made.file.size);
    end(&made);
    end(&again);
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

static void number_notices(struct arena *arena, struct notice *notices, size_t count, size_t each)
{
    for (size_t i = 0; i < count; i++) {
        notices[i] = sample;
        notices[i].institution_code = arena_format(arena, "13%08zu", (count - 1 - i) / each);
        notices[i].institution = arena_format(arena, "病院%zu号", (count - 1 - i) / each);
        notices[i].family_name = arena_format(arena, "𠮷田%04zu", i);
        notices[i].login_id = arena_format(arena, "KKKKKKKK%04zu", i);
        notices[i].initial_password = arena_format(arena, "pppppppp%04zu", i);
    }
}

/* institutions in order, each with its cover; covers carry names only, notices one person only. */
static void test_bundle(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct notice notices[6];
    number_notices(arena, notices, 6, 3);
    struct made made = make(notices, 6, true);
    const char *cover = text_of(&made, 1, 1);
    assert_says(cover, "病院0号御中");
    assert_says(cover, "同封の通知書3通");
    for (int i = 3; i < 6; i++)
        assert_says(cover, arena_format(arena, "𠮷田%04d太郎様", i));
    assert_silent(cover, "𠮷田0000");
    assert_silent(cover, "pppppppp");
    assert_silent(cover, "KKKKKKKK");
    for (int page = 2; page <= 4; page++)
        for (int i = 0; i < 6; i++) {
            size_t expected = i == page + 1 ? 1 : 0;
            const char *text = text_of(&made, page, page);
            assert_int_equal(count_in(text, notices[i].initial_password), expected);
            assert_int_equal(count_in(text, notices[i].family_name), expected * 2);
        }
    assert_says(text_of(&made, 5, 5), "病院1号御中");
    assert_says(text_of(&made, 6, 6), "𠮷田0000");
    end(&made);
    arena_free(&arena);
}

/* A cover with more names than one page holds goes on; every name is there once. */
static void test_long_cover(void **state)
{
    (void)state;
    enum { COUNT = 130 };
    struct arena *arena = arena_new();
    struct notice *notices = arena_make_array(arena, struct notice, COUNT);
    number_notices(arena, notices, COUNT, COUNT);
    struct made made = make(notices, COUNT, true);
    const char *covers = text_of(&made, 1, 5);
    assert_says(covers, "同封の通知書130通");
    for (int i = 0; i < COUNT; i++)
        assert_int_equal(count_in(covers, arena_format(arena, "𠮷田%04d太郎様", i)), 1);
    assert_silent(covers, "pppppppp");
    assert_says(text_of(&made, 6, 6), "pppppppp");
    end(&made);
    arena_free(&arena);
}

/* The largest file: 1,000 notices in less than 64 MiB; one more is refused. */
static void test_largest(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct notice *notices = arena_make_array(arena, struct notice, NOTICE_PDF_MOST + 1);
    number_notices(arena, notices, NOTICE_PDF_MOST + 1, 20);
    struct made made = make(notices, NOTICE_PDF_MOST, true);
    assert_in_range(arena_size_bytes(made.secrets), MEBIBYTE, 64 * MEBIBYTE);
    const char *info[] = {"pdfinfo", made.path, NULL};
    assert_says(tool_squeeze(arena, tool_output(arena, info)), "Pages:1051");
    struct buffer file = buffer_in(made.secrets);
    struct notice_bundle bundles[] = {{notices, NOTICE_PDF_MOST + 1, false}, {notices, 0, false}};
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(notice_pdf_make(made.secrets, typeface, &bundles[i], &file, &made.gaps), REFUSED);
#ifndef __SANITIZE_ADDRESS__
    struct rusage usage;
    assert_int_equal(getrusage(RUSAGE_SELF, &usage), 0);
    if (getenv("NSDB_UNDER_VALGRIND") == NULL) /* which keeps books of its own in the same memory */
        assert_in_range(usage.ru_maxrss, 1024, 64 * 1024);
#endif
    end(&made);
    arena_free(&arena);
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
    const char *check[] = {"qpdf", "--check", made.path, NULL};
    tool_output(made.arena, check);
    const char *info[] = {"pdfinfo", made.path, NULL};
    assert_says(tool_squeeze(arena, tool_output(arena, info)), "Pages:400");
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_largest), cmocka_unit_test(test_content),
        cmocka_unit_test(test_copied_without_blanks), cmocka_unit_test(test_names),
        cmocka_unit_test(test_long),
        cmocka_unit_test(test_empty), cmocka_unit_test(test_municipal), cmocka_unit_test(test_central), cmocka_unit_test(test_added),
        cmocka_unit_test(test_reissue), cmocka_unit_test(test_gaps), cmocka_unit_test(test_file),
        cmocka_unit_test(test_size), cmocka_unit_test(test_qr), cmocka_unit_test(test_qr_too_long),
        cmocka_unit_test(test_glyphs_are_drawn), cmocka_unit_test(test_bundle),
        cmocka_unit_test(test_long_cover),
        cmocka_unit_test(test_any_text), cmocka_unit_test(test_one_at_a_time)};
    life = arena_new();
    if (typeface_open(life, NULL, &typeface) != OK)
        return SKIP;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&life);
    return failed;
}
