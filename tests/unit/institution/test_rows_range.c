/* Which rows of a list a page says that it shows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rows_range.h"

static void it_tells_first_and_last_row_one_number_or_nothing(void **state)
{
    static const struct {
        int64_t before;
        size_t count;
        const char *range;
    } pages[] = {
        {0, 20, "1〜20件目を表示"}, {20, 20, "21〜40件目を表示"}, {40, 2, "41〜42件目を表示"}, {40, 1, "41件目を表示"}, {0, 1, "1件目を表示"},
        {0, 0, ""}, {40, 0, ""}, {5000000000, 20, "5000000001〜5000000020件目を表示"},
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        assert_string_equal(rows_range(arena, pages[i].before, pages[i].count), pages[i].range);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(it_tells_first_and_last_row_one_number_or_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
