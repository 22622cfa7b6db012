/* Days: what is read, what is refused (I09), 和暦 and Excel's serial numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "day.h"

static const struct {
    const char *text;
    int year, month, day; /* year 0: refused */
} iso[] = {
    {"2023-08-21", 2023, 8, 21}, {"2023/8/21", 2023, 8, 21}, {"20230821", 2023, 8, 21}, {"2024-02-29", 2024, 2, 29},
    {"2000/02/29", 2000, 2, 29}, {"1900-02-29", 0, 0, 0}, {"2023-02-29", 0, 0, 0}, {"2023-02-30", 0, 0, 0},
    {"2023-13-01", 0, 0, 0}, {"2023-00-01", 0, 0, 0}, {"2023-01-00", 0, 0, 0}, {"2023-1-1 ", 0, 0, 0}, {"", 0, 0, 0},
    {"2023-08/21", 0, 0, 0}, {"23-08-21", 0, 0, 0}, {"2023", 0, 0, 0}, {"1867-12-31", 0, 0, 0}, {"2200-01-01", 0, 0, 0},
    {"2023-08-211", 0, 0, 0}, {"+2023-08-21", 0, 0, 0},
};

static const struct {
    const char *text;
    int year, month, day;
} japanese[] = {
    {"令和5年8月21日", 2023, 8, 21}, {"令和元年5月1日", 2019, 5, 1}, {"R5.8.21", 2023, 8, 21}, {"r5/8/21", 2023, 8, 21},
    {"平成31年4月30日", 2019, 4, 30}, {"平成31年5月1日", 0, 0, 0}, {"令和元年4月30日", 0, 0, 0}, {"令和0年1月1日", 0, 0, 0},
    {"昭和64年1月7日", 1989, 1, 7}, {"昭和64年1月8日", 0, 0, 0}, {"2023年8月21日", 2023, 8, 21}, {"令和5年2月30日", 0, 0, 0},
    {"令和5年", 0, 0, 0}, {"令和5年8月21日頃", 0, 0, 0}, {"", 0, 0, 0},
};

static void iso_days(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof iso / sizeof iso[0]; i++) {
        struct day day = {0};
        assert_int_equal(day_read(iso[i].text, &day), iso[i].year != 0);
        assert_int_equal(day_compare(day, (struct day){iso[i].year, iso[i].month, iso[i].day}), 0);
    }
}

static void japanese_days(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof japanese / sizeof japanese[0]; i++) {
        struct day day = {0};
        assert_int_equal(day_read_japanese(japanese[i].text, &day), japanese[i].year != 0);
        assert_int_equal(day_compare(day, (struct day){japanese[i].year, japanese[i].month, japanese[i].day}), 0);
    }
}

static void excel_days(void **state)
{
    (void)state;
    struct day day;
    assert_true(day_from_excel(45159, &day));
    assert_int_equal(day_compare(day, (struct day){2023, 8, 21}), 0);
    assert_false(day_from_excel(12, &day));
    assert_false(day_from_excel(2023, &day));
}

/* Every day of 340 years survives the way to its number and back, one after the other. */
static void numbers_round_trip(void **state)
{
    (void)state;
    int64_t first = day_number((struct day){1868, 1, 1});
    int64_t last = day_number((struct day){2199, 12, 31});
    for (int64_t number = first; number <= last; number++) {
        struct day day = day_from_number(number);
        assert_true(day_exists(day));
        assert_int_equal(day_number(day), number);
    }
}

static void shown_in_both_calendars(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_string_equal(day_japanese(arena, (struct day){2023, 8, 21}), "2023年8月21日（令和5年）");
    assert_string_equal(day_japanese(arena, (struct day){2019, 5, 1}), "2019年5月1日（令和元年）");
    assert_string_equal(day_japanese(arena, (struct day){2019, 4, 30}), "2019年4月30日（平成31年）");
    assert_string_equal(day_japanese(arena, DAY_NONE), "");
    assert_string_equal(day_era(arena, (struct day){2019, 5, 1}), "令和元年");
    assert_string_equal(day_era(arena, DAY_NONE), "");
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(iso_days),       cmocka_unit_test(japanese_days), cmocka_unit_test(excel_days),
        cmocka_unit_test(numbers_round_trip), cmocka_unit_test(shown_in_both_calendars),
    };
    return cmocka_run_group_tests_name("days", tests, NULL, NULL);
}
