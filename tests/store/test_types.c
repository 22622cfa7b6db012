/* Every type there and back, texts of any length, counts and ids, bulk calls all or nothing. */
#include "things.h"

#include "day.h"
#include "text.h"

static struct arena *arena;
static struct store *store;

static struct bytes pattern(size_t size)
{
    uint8_t *data = arena_alloc(arena, size + 1);
    for (size_t i = 0; i < size; i++)
        data[i] = (uint8_t)(i * 7 + i / 251);
    return (struct bytes){data, size};
}

static void check_same(const struct thing *was, const struct thing *is)
{
    assert_int_equal(was->number, is->number);
    assert_int_equal(was->text == NULL, is->text == NULL);
    if (was->text != NULL)
        assert_string_equal(was->text, is->text);
    assert_int_equal(was->bytes.data == NULL, is->bytes.data == NULL);
    assert_int_equal(was->bytes.size, is->bytes.size);
    if (was->bytes.size > 0)
        assert_memory_equal(was->bytes.data, is->bytes.data, was->bytes.size);
    assert_int_equal(day_compare(was->day, is->day), 0);
    assert_int_equal(was->time == NULL, is->time == NULL);
    if (was->time != NULL)
        assert_string_equal(was->time, is->time);
}

static size_t make_cases(struct thing *cases)
{
    static const size_t sizes[] = {0, 1, 255, 256, 257, 65536, 1024 * 1024};
    size_t count = 0;
    cases[count++] = (struct thing){0, NULL, BYTES_NONE, DAY_NONE, NULL};
    cases[count++] = (struct thing){INT64_MAX, "", pattern(1), {2026, 2, 28}, "2026-11-21 03:04:05.678901"};
    cases[count++] = (struct thing){INT64_MIN, "𠮷野家 髙﨑 葛\U000E0100 ☃", pattern(3), {1868, 1, 25},
        "0001-01-01 00:00:00.000000"};
    cases[count++] = (struct thing){-1, "引用符 ' \" \\ % _ ; -- \n\t", pattern(2), {2199, 12, 31},
        "9999-12-31 23:59:59.999999"};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char *text = arena_alloc(arena, sizes[i] + 1);
        memset(text, 'x', sizes[i]);
        cases[count++] = (struct thing){1000 + (int64_t)i, text, pattern(sizes[i]), {2024, 2, 29}, NULL};
    }
    return count;
}

static void check_listed(const struct thing *cases, size_t count)
{
    struct statement_rows rows;
    assert_int_equal(statement_many(store, arena, &thing_list, NULL, &rows), OK);
    assert_int_equal(rows.count, count);
    for (size_t i = 0; i < count; i++)
        check_same(&cases[i], (struct thing *)rows.items + i);
}

static void every_type_comes_back(void **state)
{
    (void)state;
    struct thing cases[16];
    size_t count = make_cases(cases);
    things_make(store);
    for (size_t i = 0; i < count; i++) {
        int64_t changed = 0;
        assert_int_equal(statement_run(store, &thing_insert, &cases[i], &changed, NULL), OK);
        assert_int_equal(changed, 1);
    }
    check_listed(cases, count);
}

static void every_type_comes_back_from_bulk(void **state)
{
    (void)state;
    struct thing cases[16];
    size_t count = make_cases(cases);
    things_make(store);
    assert_int_equal(statement_bulk(store, &thing_insert, cases, count), OK);
    check_listed(cases, count);
    /* The same prepared statement, one row again. */
    struct thing one = {77, "after", BYTES_NONE, DAY_NONE, NULL};
    assert_int_equal(statement_run(store, &thing_insert, &one, NULL, NULL), OK);
    assert_int_equal(things_count(store), (int64_t)count + 1);
}

static void one_finds_or_not(void **state)
{
    (void)state;
    struct thing thing = {5, "five", BYTES_NONE, DAY_NONE, NULL};
    struct thing found;
    int64_t id = 0;
    things_make(store);
    assert_int_equal(statement_run(store, &thing_insert, &thing, NULL, &id), OK);
    assert_int_equal(id, 1);
    assert_int_equal(statement_one(store, arena, &thing_by_number, &thing, &found), OK);
    check_same(&thing, &found);
    thing.number = 6;
    assert_int_equal(statement_one(store, arena, &thing_by_number, &thing, &found), NOT_FOUND);
}

static void duplicate_is_a_conflict_with_its_key(void **state)
{
    (void)state;
    struct thing thing = {5, "it's for key 'other'", BYTES_NONE, DAY_NONE, NULL};
    things_make(store);
    assert_int_equal(statement_run(store, &thing_insert, &thing, NULL, NULL), OK);
    assert_int_equal(statement_run(store, &thing_insert, &thing, NULL, NULL), CONFLICT);
    assert_string_equal(store_conflict_key(store), "thing_number");
    /* The message quotes the value, which may look like the message. */
    test_sql(store, "CREATE UNIQUE INDEX thing_text ON thing (text(100))");
    thing.number = 6;
    assert_int_equal(statement_run(store, &thing_insert, &thing, NULL, NULL), CONFLICT);
    assert_string_equal(store_conflict_key(store), "thing_text");
}

static struct thing *many_things(size_t count)
{
    struct thing *things = arena_make_array(arena, struct thing, count);
    for (size_t i = 0; i < count; i++)
        things[i] = (struct thing){(int64_t)i + 1, "多くの行", BYTES_NONE, {2026, 4, 1}, NULL};
    return things;
}

static void bulk_is_all_or_nothing(void **state)
{
    (void)state;
    struct thing *things = many_things(10000);
    things_make(store);
    assert_int_equal(statement_bulk(store, &thing_insert, things, 10000), OK);
    assert_int_equal(things_count(store), 10000);
    things_make(store);
    things[5500].number = 17;
    assert_int_equal(statement_bulk(store, &thing_insert, things, 10000), CONFLICT);
    assert_string_equal(store_conflict_key(store), "thing_number");
    assert_int_equal(things_count(store), 0);
    assert_int_equal(statement_bulk(store, &thing_insert, things, 0), OK);
}

static enum result go_on_after_conflict(struct store *in_store, void *context)
{
    struct thing *things = context;
    struct thing before = {20000, "before", BYTES_NONE, DAY_NONE, NULL};
    assert_int_equal(statement_run(in_store, &thing_insert, &before, NULL, NULL), OK);
    assert_int_equal(statement_bulk(in_store, &thing_insert, things, 2500), CONFLICT);
    assert_int_equal(things_count(in_store), 1);
    things[2100].number = 2101;
    return statement_bulk(in_store, &thing_insert, things, 2500);
}

static void body_can_mend_a_conflict(void **state)
{
    (void)state;
    struct thing *things = many_things(2500);
    things_make(store);
    things[2100].number = 17;
    assert_int_equal(store_transaction(store, go_on_after_conflict, things), OK);
    assert_int_equal(things_count(store), 2501);
}

static void large_rows_fit_the_packet(void **state)
{
    (void)state;
    struct thing *things = many_things(30);
    things_make(store);
    for (size_t i = 0; i < 30; i++)
        things[i].bytes = pattern(1024 * 1024);
    assert_int_equal(statement_bulk(store, &thing_insert, things, 30), OK);
    assert_int_equal(things_count(store), 30);
}

static void impossible_values_are_refused_by_the_server(void **state)
{
    (void)state;
    struct thing thing = {1, "x", BYTES_NONE, {2026, 2, 30}, NULL};
    things_make(store);
    assert_int_equal(statement_run(store, &thing_insert, &thing, NULL, NULL), FAILED);
    thing = (struct thing){1, "broken \xE3\x81", BYTES_NONE, DAY_NONE, NULL};
    assert_int_equal(statement_run(store, &thing_insert, &thing, NULL, NULL), FAILED);
    assert_int_equal(things_count(store), 0);
}

static void statements_are_counted(void **state)
{
    (void)state;
    store_statement_count(store);
    things_count(store);
    things_count(store);
    assert_int_equal(store_statement_count(store), 2);
    assert_int_equal(store_statement_count(store), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_comes_back),
        cmocka_unit_test(every_type_comes_back_from_bulk),
        cmocka_unit_test(one_finds_or_not),
        cmocka_unit_test(duplicate_is_a_conflict_with_its_key),
        cmocka_unit_test(bulk_is_all_or_nothing),
        cmocka_unit_test(body_can_mend_a_conflict),
        cmocka_unit_test(large_rows_fit_the_packet),
        cmocka_unit_test(impossible_values_are_refused_by_the_server),
        cmocka_unit_test(statements_are_counted),
    };
    arena = arena_new();
    store = test_store_open(arena);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
