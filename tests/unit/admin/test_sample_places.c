/* The sample data (nsdb-admin sample): codes carry valid check digits, no code stands twice, names are what notices
 * must not lose. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "arena.h"
#include "institution_code.h"
#include "municipality_code.h"
#include "sample_names.h"
#include "sample_places.h"
#include "text.h"

enum { MANY_INSTITUTIONS = 3000, MANY_NAMES = 3200 };

static void municipality_codes_fit(void **state)
{
    (void)state;
    for (size_t i = 0; i < SAMPLE_MUNICIPALITIES; i++) {
        assert_true(municipality_code_is_shaped(sample_municipality_place(i)->code));
        assert_true(municipality_code_fits(sample_municipality_place(i)->code));
    }
}

static void institution_codes_fit_and_differ(void **state)
{
    struct arena *arena = arena_new();
    const char *codes[MANY_INSTITUTIONS];
    (void)state;
    for (size_t i = 0; i < MANY_INSTITUTIONS; i++) {
        codes[i] = sample_institution_code(arena, i);
        assert_true(institution_code_is_shaped(codes[i]));
        assert_true(institution_code_fits(codes[i]));
        assert_true(i == 0 || !text_equal(codes[i], codes[i - 1]));
        assert_true(text_length(sample_institution_name(arena, i)) > 3);
    }
    arena_free(&arena);
}

static void names_do_not_repeat_soon(void **state)
{
    (void)state;
    for (size_t i = 1; i < MANY_NAMES; i++) {
        struct sample_name first = sample_name(0);
        struct sample_name other = sample_name(i);
        assert_false(text_equal(first.family, other.family) && text_equal(first.given, other.given));
        assert_true(text_is_katakana(other.family_kana) && text_is_katakana(other.given_kana));
    }
}

static void names_hold_rare_characters(void **state)
{
    static const char *const rare[] = {"𠮷野", "髙橋", "山﨑", "𣘺本"};
    (void)state;
    for (size_t i = 0; i < sizeof rare / sizeof *rare; i++)
        assert_string_equal(sample_name(i).family, rare[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(municipality_codes_fit),
        cmocka_unit_test(institution_codes_fit_and_differ),
        cmocka_unit_test(names_do_not_repeat_soon),
        cmocka_unit_test(names_hold_rare_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
