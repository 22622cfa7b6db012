/* Transactions that are run again, connections that are lost, the database's clock, and the checks at
 * opening. */
#include "things.h"

#include <pthread.h>

#include "clock.h"
#include "store_query.h"
#include "text.h"

static struct arena *arena;
static struct store *store;
static struct store *other;   /* somebody else's connection */

static const struct thing one = {1, "one", BYTES_NONE, DAY_NONE, NULL};
static const struct thing two = {100, "two", BYTES_NONE, DAY_NONE, NULL};

/* What the bodies below share. */
struct run {
    int runs;
    const struct thing *first;
    const struct thing *second;
    pthread_barrier_t *barrier;
    struct store *store;
    enum result result;
};

static enum result insert(struct store *in_store, const struct thing *thing)
{
    return statement_run(in_store, &thing_insert, thing, NULL, NULL);
}

static enum result add_one(struct store *in_store, const struct thing *thing)
{
    return statement_run(in_store, &thing_add_one, thing, NULL, NULL);
}

static int64_t number_of(struct store *in_store, const char *text)
{
    struct statement_rows rows;
    assert_int_equal(statement_many(in_store, arena, &thing_list, NULL, &rows), OK);
    for (size_t i = 0; i < rows.count; i++)
        if (text_equal(((struct thing *)rows.items)[i].text, text))
            return ((struct thing *)rows.items)[i].number;
    return -1;
}

static int two_things(void **state)
{
    (void)state;
    things_make(store);
    assert_int_equal(insert(store, &one), OK);
    assert_int_equal(insert(store, &two), OK);
    return 0;
}

static enum result add_to_both(struct store *in_store, void *context)
{
    struct run *run = context;
    enum result result = statement_run(in_store, &thing_add_by_id, run->first, NULL, NULL);
    if (++run->runs == 1)
        pthread_barrier_wait(run->barrier);
    return result == OK ? statement_run(in_store, &thing_add_by_id, run->second, NULL, NULL) : result;
}

static void *add_in_thread(void *context)
{
    struct run *run = context;
    run->result = store_transaction(run->store, add_to_both, run);
    return NULL;
}

static void deadlock_is_run_again(void **state)
{
    (void)state;
    pthread_barrier_t barrier;
    pthread_t thread;
    const struct thing first = {.number = 1};
    const struct thing second = {.number = 2};
    struct run here = {.first = &first, .second = &second, .barrier = &barrier, .store = store};
    struct run there = {.first = &second, .second = &first, .barrier = &barrier, .store = other};
    pthread_barrier_init(&barrier, NULL, 2);
    assert_int_equal(pthread_create(&thread, NULL, add_in_thread, &there), 0);
    add_in_thread(&here);
    pthread_join(thread, NULL);
    assert_int_equal(here.result, OK);
    assert_int_equal(there.result, OK);
    assert_true(here.runs + there.runs > 2);
    assert_int_equal(number_of(store, "one"), 3);
    assert_int_equal(number_of(store, "two"), 102);
}

/* Somebody changes the row between reading and writing it: error 1020 instead of a lost update (0.6). */
static enum result read_then_write(struct store *in_store, void *context)
{
    struct run *run = context;
    struct thing found;
    enum result result = statement_one(in_store, arena, &thing_by_number, run->first, &found);
    if (++run->runs <= (int)run->second->number)
        assert_int_equal(add_one(other, &two), OK);
    return result == OK ? add_one(in_store, &two) : result;
}

static void changed_row_is_run_again(void **state)
{
    (void)state;
    const struct thing once = {.number = 1};
    struct run run = {.first = &one, .second = &once};
    assert_int_equal(store_transaction(store, read_then_write, &run), OK);
    assert_int_equal(run.runs, 2);
    assert_int_equal(number_of(store, "two"), 102);
}

static void trying_ends(void **state)
{
    (void)state;
    const struct thing always = {.number = 1000};
    struct run run = {.first = &one, .second = &always};
    assert_int_equal(store_transaction(store, read_then_write, &run), FAILED);
    assert_int_equal(run.runs, 5);
    assert_int_equal(number_of(store, "two"), 105);
}

static enum result add_after_waiting(struct store *in_store, void *context)
{
    struct run *run = context;
    if (++run->runs == 2)
        test_sql(other, "ROLLBACK");
    return add_one(in_store, &one);
}

static void lock_wait_is_run_again(void **state)
{
    (void)state;
    struct run run = {0};
    test_sql(store, "SET SESSION innodb_lock_wait_timeout = 1");
    test_sql(other, "START TRANSACTION");
    test_sql(other, "UPDATE thing SET number = 50 WHERE text = 'one'");
    assert_int_equal(store_transaction(store, add_after_waiting, &run), OK);
    assert_int_equal(run.runs, 2);
    assert_int_equal(number_of(store, "one"), 2);
}

static enum result insert_then_conflict(struct store *in_store, void *context)
{
    struct thing three = {3, "three", BYTES_NONE, DAY_NONE, NULL};
    (void)context;
    assert_int_equal(insert(in_store, &three), OK);
    return insert(in_store, &one);
}

static void other_results_roll_back(void **state)
{
    (void)state;
    assert_int_equal(store_transaction(store, insert_then_conflict, NULL), CONFLICT);
    assert_string_equal(store_conflict_key(store), "thing_number");
    assert_int_equal(things_count(store), 2);
}

static enum result nested(struct store *in_store, void *context)
{
    assert_int_equal(store_transaction(in_store, insert_then_conflict, context), FAILED);
    return OK;
}

static void transactions_do_not_nest(void **state)
{
    (void)state;
    assert_int_equal(store_transaction(store, nested, NULL), OK);
    assert_int_equal(things_count(store), 2);
}

static void kill_connection(void)
{
    test_sql(other, arena_format(arena, "KILL CONNECTION %lld", (long long)things_connection(store)));
    clock_sleep_us(50000);
}

static void lost_connection_is_reopened(void **state)
{
    (void)state;
    struct thing three = {3, "three", BYTES_NONE, DAY_NONE, NULL};
    int64_t before = things_connection(store);
    kill_connection();
    assert_int_equal(things_count(store), 2);
    assert_true(things_connection(store) != before);
    assert_int_equal(insert(store, &three), OK);
    three.number = 4;
    kill_connection();
    assert_int_equal(insert(store, &three), OK);
    assert_int_equal(things_count(store), 4);
}

/* The connection dies once: before the write, after it, so that COMMIT finds it dead. */
static enum result die_once(struct store *in_store, void *context)
{
    struct run *run = context;
    struct thing three = {3, "three", BYTES_NONE, DAY_NONE, NULL};
    bool before = run->first != NULL;
    run->runs++;
    if (run->runs == 1 && before)
        kill_connection();
    enum result result = insert(in_store, &three);
    if (run->runs == 1 && !before)
        kill_connection();
    return result;
}

static void lost_transaction_is_run_again(void **state)
{
    (void)state;
    struct run before = {.first = &one};
    struct run after = {0};
    assert_int_equal(store_transaction(store, die_once, &before), OK);
    assert_int_equal(before.runs, 2);
    assert_int_equal(things_count(store), 3);
    two_things(NULL);
    assert_int_equal(store_transaction(store, die_once, &after), OK);
    assert_int_equal(after.runs, 2);
    assert_int_equal(things_count(store), 3);
}

/* The first run meets a row that was changed meanwhile; the server has rolled back, so that whatever the run still does
 * would be stored at once. */
static enum result broken_goes_on(struct store *in_store, void *context)
{
    struct run *run = context;
    struct thing three = {3, "three", BYTES_NONE, DAY_NONE, NULL};
    (void)!read_then_write(in_store, run);
    enum result result = insert(in_store, &three);
    assert_int_equal(result, run->runs == 1 ? FAILED : OK);
    return OK;
}

static void body_cannot_go_on_after_a_failure(void **state)
{
    (void)state;
    const struct thing once = {.number = 1};
    struct run run = {.first = &one, .second = &once};
    assert_int_equal(store_transaction(store, broken_goes_on, &run), OK);
    assert_int_equal(run.runs, 2);
    assert_int_equal(things_count(store), 3);
}

static enum result ask_twice(struct store *in_store, void *context)
{
    const char **times = context;
    assert_int_equal(store_now(in_store, arena, &times[0]), OK);
    clock_sleep_us(2000);
    return store_now(in_store, arena, &times[1]);
}

static void time_stands_still_in_a_transaction(void **state)
{
    (void)state;
    const char *in[2];
    const char *again[2];
    const char *outside[2];
    assert_int_equal(store_transaction(store, ask_twice, in), OK);
    assert_int_equal(store_transaction(store, ask_twice, again), OK);
    assert_string_equal(in[0], in[1]);
    assert_true(strcmp(in[0], again[0]) < 0);
    assert_int_equal(strlen(in[0]), strlen("2026-11-21 03:04:05.123456"));
    assert_int_equal(ask_twice(store, outside), OK);
    assert_true(strcmp(outside[0], outside[1]) < 0);
}

static struct settings *settings_with(const char *line)
{
    struct settings *settings = NULL;
    const char *problem = NULL;
    const char *path = arena_format(arena, "%s.with", getenv("NSDB_TEST_SETTINGS"));
    FILE *file = fopen(path, "we");
    assert_non_null(file);
    fprintf(file, "include %s\n%s\n", getenv("NSDB_TEST_SETTINGS"), line);
    fclose(file);
    assert_int_equal(settings_read(arena, path, &settings, &problem), OK);
    return settings;
}

static void time_can_be_shifted(void **state)
{
    (void)state;
    struct store *ahead = NULL;
    const char *now[2];
    const char *then[2];
    assert_int_equal(store_open(arena, settings_with("database_time_shift_seconds = 7862400"), "test", &ahead), OK);
    assert_int_equal(store_transaction(ahead, ask_twice, then), OK);
    assert_int_equal(store_transaction(store, ask_twice, now), OK);
    assert_int_equal(day_number(clock_day_japan(then[0])) - day_number(clock_day_japan(now[0])), 91);
    assert_int_equal(ask_twice(ahead, then), OK);
    assert_true(strcmp(then[0], then[1]) < 0);
}

static void wrong_server_is_refused(void **state)
{
    static const char *const wrong[][2] = {
        {"SET GLOBAL sync_binlog = 0", "SET GLOBAL sync_binlog = 1"},
        {"SET GLOBAL innodb_flush_log_at_trx_commit = 2", "SET GLOBAL innodb_flush_log_at_trx_commit = 1"},
        {"SET GLOBAL innodb_snapshot_isolation = OFF", "SET GLOBAL innodb_snapshot_isolation = ON"},
        {"SET GLOBAL local_infile = ON", "SET GLOBAL local_infile = OFF"},
        {"ALTER DATABASE nsdb_test CHARACTER SET latin1", "ALTER DATABASE nsdb_test CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin"},
        {"UPDATE schema_migration SET applied_at = NULL WHERE version = 2", "UPDATE schema_migration SET applied_at = NOW(6) WHERE version = 2"},
        {"UPDATE schema_migration SET version = 999 WHERE version = 2", "UPDATE schema_migration SET version = 2 WHERE version = 999"},
    };
    struct store *refused = NULL;
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        test_sql(store, wrong[i][0]);
        enum result result = store_open(arena, test_settings(arena), "test", &refused);
        if (i >= 5)
            assert_int_equal(store_ping(store), FAILED);
        test_sql(store, wrong[i][1]);
        assert_int_equal(result, FAILED);
        assert_null(refused);
    }
    assert_int_equal(store_open(arena, test_settings(arena), "test", &refused), OK);
    assert_int_equal(store_ping(store), OK);
}

static void unreachable_server_is_a_failure(void **state)
{
    struct store *refused = NULL;
    (void)state;
    assert_int_equal(store_open(arena, settings_with("database_socket = /nonexistent/socket"), "test", &refused),
        FAILED);
    assert_int_equal(store_open(arena, settings_with("database_password_file = /nonexistent"), "test", &refused),
        FAILED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(deadlock_is_run_again, two_things),
        cmocka_unit_test_setup(changed_row_is_run_again, two_things),
        cmocka_unit_test_setup(trying_ends, two_things),
        cmocka_unit_test_setup(lock_wait_is_run_again, two_things),
        cmocka_unit_test_setup(other_results_roll_back, two_things),
        cmocka_unit_test_setup(transactions_do_not_nest, two_things),
        cmocka_unit_test_setup(lost_connection_is_reopened, two_things),
        cmocka_unit_test_setup(lost_transaction_is_run_again, two_things),
        cmocka_unit_test_setup(body_cannot_go_on_after_a_failure, two_things),
        cmocka_unit_test(time_stands_still_in_a_transaction),
        cmocka_unit_test(time_can_be_shifted),
        cmocka_unit_test(wrong_server_is_refused),
        cmocka_unit_test(unreachable_server_is_a_failure),
    };
    arena = arena_new();
    store = test_store_open(arena);
    other = test_store_open(arena);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
