/* For tests that talk to the private MariaDB of tests/support/mariadb: opens stores and runs plain SQL. */
#ifndef NSDB_TEST_STORE_H
#define NSDB_TEST_STORE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "arena.h"
#include "clock.h"
#include "number.h"
#include "settings.h"
#include "store.h"

/* The settings that the script wrote; the test is skipped when it was started without it. */
static inline struct settings *test_settings(struct arena *arena)
{
    struct settings *settings = NULL;
    const char *problem = NULL;
    const char *path = getenv("NSDB_TEST_SETTINGS");
    if (path == NULL) {
        fprintf(stderr, "start this test with tests/support/mariadb run\n");
        exit(77);
    }
    if (settings_read(arena, path, &settings, &problem) != OK) {
        fprintf(stderr, "%s\n", problem);
        exit(1);
    }
    return settings;
}

static inline struct store *test_store_open(struct arena *arena)
{
    struct store *store = NULL;
    if (store_open(arena, test_settings(arena), "test", &store) != OK)
        exit(1);
    return store;
}

/* Runs one SQL text that must succeed. */
static inline void test_sql(struct store *store, const char *sql)
{
    const char *problem = NULL;
    struct arena *arena = arena_new();
    if (store_execute(store, arena, sql, &problem) != OK) {
        fprintf(stderr, "%s\n%s\n", sql, problem);
        exit(1);
    }
    arena_free(&arena);
}

/* Whether an SQL condition holds now. The plain connection gives no rows back, so one that does not becomes an
 * error. */
static inline bool test_holds(struct store *store, const char *condition)
{
    const char *problem = NULL;
    struct arena *arena = arena_new();
    enum result result = store_execute(store, arena, arena_format(arena, "BEGIN NOT ATOMIC IF (%s) IS NOT TRUE THEN "
        "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'does not hold'; END IF; END", condition), &problem);
    if (result != OK && strstr(problem, "does not hold") == NULL)
        fail_msg("%s\n%s", condition, problem);
    arena_free(&arena);
    return result == OK;
}

/* Waits up to a minute until it holds. */
static inline bool test_comes_to_hold(struct store *store, const char *condition)
{
    for (int64_t end = clock_monotonic_us() + 60 * 1000 * 1000; clock_monotonic_us() < end; clock_sleep_us(50000))
        if (test_holds(store, condition))
            return true;
    print_message("%s\n", condition);
    return false;
}

/* So many rows there must be; `rows` is what follows SELECT COUNT(*) FROM. */
static inline void test_count(struct store *store, int64_t expected, const char *rows)
{
    struct arena *arena = arena_new();
    if (!test_holds(store, arena_format(arena, "(SELECT COUNT(*) FROM %s) = %lld", rows, (long long)expected)))
        fail_msg("not %lld of %s", (long long)expected, rows);
    arena_free(&arena);
}

/* How often a race is run: NSDB_ROUNDS, or `otherwise`. */
static inline int test_rounds(int otherwise)
{
    int64_t rounds = otherwise;
    if (getenv("NSDB_ROUNDS") != NULL)
        assert_true(number_read(getenv("NSDB_ROUNDS"), 1, 5000, &rounds));
    return (int)rounds;
}

/* 東京都 (1) and 京都府 (2), both for both schemes, and 職員 (1) of 東京都 who registers. */
static inline void test_municipalities(struct store *store)
{
    test_sql(store, "INSERT INTO municipality (id, code, name, kind, handles_nanbyo, handles_shoman) VALUES "
        "(1, '130001', '東京都', 'prefecture', 1, 1), (2, '260002', '京都府', 'prefecture', 1, 1)");
    test_sql(store, "INSERT INTO account (id, reference, login_id, role, municipality_id, family_name, "
        "given_name, name_folded, kana_folded) VALUES (1, 'OFFICER', 'OFFICER', 'municipality_staff', 1, '職', '員', "
        "'職員', 'しょくいん')");
    test_sql(store, "INSERT INTO auth_epoch (account_id) VALUES (1)");
}

#endif
