/* Bundles of notices: covers, order of institutions, the largest file. */
#include "notice_kit.h"

#include <sys/resource.h>

#include "text.h"

enum { MEBIBYTE = 1024 * 1024 };

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

/* However long the institution's name is, 御中 behind it stays whole. */
static void test_addressee_stays_whole(void **state)
{
    (void)state;
    static const char name[] = "見本県大学医学部附属総合周産期母子医療病院";
    for (size_t letters = 6; letters <= (sizeof name - 1) / 3; letters += 3) {
        struct arena *arena = arena_new();
        struct notice notice = sample;
        notice.institution = arena_text_part(arena, name, letters * 3);
        struct made made = make(&notice, 1, true);
        const char *arguments[] = {"pdftotext", "-l", "1", made.path, "-", NULL};
        assert_says(tool_output(made.arena, arguments), "御中");
        end(&made);
        arena_free(&arena);
    }
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
    assert_says(tool_squeeze(arena, output_of(&made, "pdfinfo", NULL)), "Pages:1051");
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_largest),
        cmocka_unit_test(test_bundle),
        cmocka_unit_test(test_addressee_stays_whole),
        cmocka_unit_test(test_long_cover),
    };
    struct arena *life = arena_new();
    if (!notice_kit_open(life))
        return NOTICE_KIT_SKIP;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&life);
    return failed;
}
