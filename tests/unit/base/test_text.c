/* Texts: what is refused (I06), folding for search, trimming, 4-byte characters (I08). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "text.h"

static struct arena *arena;

static const struct {
    const char *bytes;
    size_t size;
    enum text_fault fault;
} checked[] = {
    {"医師", 6, TEXT_FINE}, {"𠮷野", 7, TEXT_FINE}, {"葛\xF3\xA0\x84\x80", 7, TEXT_FINE}, {"", 0, TEXT_FINE},
    {"\xC0\xAF", 2, TEXT_NOT_UTF8}, {"\xED\xA0\x80", 3, TEXT_NOT_UTF8}, {"\xE5\x8C", 2, TEXT_NOT_UTF8},
    {"\xF5\x80\x80\x80", 4, TEXT_NOT_UTF8}, {"a\0b", 3, TEXT_CONTROL}, {"a\tb", 3, TEXT_CONTROL}, {"a\nb", 3, TEXT_CONTROL},
    {"a\x7F", 2, TEXT_CONTROL}, {"\xC2\x85", 2, TEXT_CONTROL}, {"\xE2\x80\xA8", 3, TEXT_CONTROL},
    {"\xE2\x80\xAE" "abc", 6, TEXT_INVISIBLE}, {"a\xE2\x80\x8B", 4, TEXT_INVISIBLE}, {"\xEF\xBB\xBF" "a", 4, TEXT_INVISIBLE},
    {"\xEF\xBF\xBE", 3, TEXT_INVISIBLE},
};

static void faults(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof checked / sizeof checked[0]; i++)
        assert_int_equal(text_check(checked[i].bytes, checked[i].size, false), checked[i].fault);
    assert_int_equal(text_check("a\r\n\tb", 5, true), TEXT_FINE);
}

static const struct {
    const char *typed;
    const char *folded;
} folds[] = {
    {"タカハシ", "たかはし"}, {"ﾀｶﾊｼ", "たかはし"}, {"ガ", "が"}, {"カ\xE3\x82\x99", "が"}, {"ＡｂＣ", "abc"}, {"見本　病院", "見本病院"},
    {"葛\xF3\xA0\x84\x80城", "葛城"}, {"𠮷野", "𠮷野"}, {"", ""}, {"ー", "ー"},
};

static void folding(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof folds / sizeof folds[0]; i++)
        assert_string_equal(text_fold(arena, folds[i].typed), folds[i].folded);
}

static void trimming_and_widths(void **state)
{
    (void)state;
    assert_string_equal(text_trim(arena, " 　医 師\t "), "医 師");
    assert_string_equal(text_trim(arena, "　 "), "");
    assert_string_equal(text_trim(arena, "医師"), "医師");
    assert_string_equal(text_half_width(arena, "０１２ＡＢ－　医"), "012AB- 医");
    assert_int_equal(text_length("𠮷野家"), 3);
    assert_string_equal(text_nfc(arena, "か\xE3\x82\x99"), "が");
}

/* What a notice prints in groups of four is typed with what stands between them. */
static void groups_of_paper(void **state)
{
    (void)state;
    static const char *const typed[] = {"NJXA8S3THEQT", "NJXA 8S3T HEQT", " njxa-8s3t-heqt ", "ＮＪＸＡ　８Ｓ３Ｔ　ＨＥＱＴ",
        "njxaー8s3tｰheqt", "NJXA\xC2\xA0" "8S3T−HEQT", "njxa‐8s3t–heqt"};
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++)
        assert_string_equal(text_login_id(arena, typed[i]), "NJXA8S3THEQT");
    assert_string_equal(text_ungrouped(arena, "844h ZTMe-Sawr"), "844hZTMeSawr");
    assert_string_equal(text_ungrouped(arena, " - 　"), "");
    assert_string_equal(text_ungrouped(arena, "医_師"), "医_師");
}

static void katakana(void **state)
{
    (void)state;
    assert_true(text_is_katakana("タカハシ ジョー"));
    assert_false(text_is_katakana("たかはし"));
    assert_false(text_is_katakana("ﾀｶﾊｼ"));
    assert_true(text_is_katakana(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults), cmocka_unit_test(folding), cmocka_unit_test(trimming_and_widths),
        cmocka_unit_test(groups_of_paper),
        cmocka_unit_test(katakana)};
    arena = arena_new();
    int failed = cmocka_run_group_tests_name("texts", tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
