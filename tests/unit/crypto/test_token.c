/* Random texts: their alphabets and lengths, that they do not repeat, and that initial passwords are uniformly
 * drawn (A03: χ² over 10^5 passwords for each place and all together). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "text.h"
#include "token.h"

static const char symbols[] = "ABCDEFGHJKLMNPRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789";
enum { SYMBOLS = 54, PLACES = 12, DRAWS = 100000 };

/* χ² of counts that should be equal. */
static double chi_square(const unsigned *counts, size_t kinds, double expected)
{
    double sum = 0;
    for (size_t i = 0; i < kinds; i++)
        sum += ((double)counts[i] - expected) * ((double)counts[i] - expected) / expected;
    return sum;
}

/* The value that a right generator stays below in all but one of a million runs (Wilson–Hilferty). */
static double chi_square_limit(double freedom)
{
    double part = 2 / (9 * freedom);
    return freedom * pow(1 - part + 4.753 * sqrt(part), 3);
}

static void initial_passwords_are_uniform(void **state)
{
    (void)state;
    static unsigned counts[PLACES][SYMBOLS];
    static unsigned total[SYMBOLS];
    struct arena *arena = arena_new_wiping();
    for (size_t draw = 0; draw < DRAWS; draw++) {
        const char *password = token_initial_password(arena);
        assert_int_equal(strlen(password), PLACES);
        for (size_t place = 0; place < PLACES; place++) {
            const char *found = strchr(symbols, password[place]);
            assert_non_null(found);
            counts[place][found - symbols]++;
            total[found - symbols]++;
        }
        if (draw % 1000 == 0)
            arena_reset(arena);
    }
    for (size_t place = 0; place < PLACES; place++)
        assert_true(chi_square(counts[place], SYMBOLS, (double)DRAWS / SYMBOLS) < chi_square_limit(SYMBOLS - 1));
    assert_true(chi_square(total, SYMBOLS, (double)DRAWS * PLACES / SYMBOLS) < chi_square_limit(SYMBOLS - 1));
    arena_free(&arena);
}

static void neighbours_in_a_password_are_independent(void **state)
{
    (void)state;
    static unsigned pairs[SYMBOLS * SYMBOLS];
    struct arena *arena = arena_new();
    for (size_t draw = 0; draw < DRAWS; draw++) {
        const char *password = token_initial_password(arena);
        for (size_t place = 0; place + 1 < PLACES; place += 2)
            pairs[(strchr(symbols, password[place]) - symbols) * SYMBOLS
                + (strchr(symbols, password[place + 1]) - symbols)]++;
        if (draw % 1000 == 0)
            arena_reset(arena);
    }
    double kinds = SYMBOLS * SYMBOLS;
    assert_true(chi_square(pairs, SYMBOLS * SYMBOLS, DRAWS * 6 / kinds) < chi_square_limit(kinds - 1));
    arena_free(&arena);
}

static void texts_have_their_form(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const char *id = token_login_id(arena);
    assert_int_equal(strlen(id), 12);
    assert_int_equal(strspn(id, "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"), 12);
    const char *reference = token_reference(arena);
    assert_int_equal(strlen(reference), 22);
    assert_int_equal(strspn(reference, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), 22);
    const char *passphrase = token_passphrase(arena);
    assert_int_equal(strlen(passphrase), 19);
    for (size_t i = 0; i < 19; i++)
        assert_true(i % 5 == 4 ? passphrase[i] == '-'
            : strchr("abcdefghjkmnpqrstuvwxyz23456789", passphrase[i]) != NULL);
    arena_free(&arena);
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void references_do_not_repeat(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const char **all = arena_make_array(arena, const char *, DRAWS);
    for (size_t i = 0; i < DRAWS; i++)
        all[i] = token_reference(arena);
    qsort(all, DRAWS, sizeof *all, compare_texts);
    for (size_t i = 1; i < DRAWS; i++)
        assert_false(text_equal(all[i - 1], all[i]));
    arena_free(&arena);
}

static void large_runs_are_filled(void **state)
{
    (void)state;
    static uint8_t bytes[(1 << 20) + 4096];
    token_bytes(bytes, sizeof bytes);
    unsigned zeros = 0;
    for (size_t i = 1 << 20; i < sizeof bytes; i++)
        zeros += bytes[i] == 0;
    assert_true(zeros < 100); /* 16 expected */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(initial_passwords_are_uniform),
        cmocka_unit_test(neighbours_in_a_password_are_independent),
        cmocka_unit_test(texts_have_their_form),
        cmocka_unit_test(references_do_not_repeat),
        cmocka_unit_test(large_runs_are_filled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
