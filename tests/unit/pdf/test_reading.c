/* How IDs and passwords are read aloud. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "reading.h"

static const struct {
    const char *code;
    const char *reading;
} cases[] = {
    {"", ""},
    {"3", "3"},
    {"Ab3C", "エー(大)・ビー(小)・3・シー(大)"},
    {"Ab3Cd", "エー(大)・ビー(小)・3・シー(大)／ディー(小)"},
    {"K7MPX", "ケー・7・エム・ピー／エックス（英字はすべて大文字）"},
    {"2345", "2・3・4・5"},
    {"wZ", "ダブリュー(小)・ゼット(大)"},
    {"a-b", "エー(小)・-・ビー(小)"},
};

static void test_reading(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(reading_of(arena, cases[i].code, 4), cases[i].reading);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_reading)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
