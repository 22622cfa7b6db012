/* For tests that talk to the private MariaDB of tests/support/mariadb: opens stores and runs plain SQL. */
#ifndef NSDB_TEST_STORE_H
#define NSDB_TEST_STORE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "arena.h"
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

/* 東京都 (1) and 京都府 (2), both for both schemes, and 職員 (1) of 東京都 who registers. */
static inline void test_municipalities(struct store *store)
{
    test_sql(store, "INSERT INTO municipality (id, code, name, kind, handles_nanbyo, handles_shoman) VALUES "
        "(1, '130001', '東京都', 'prefecture', 1, 1), (2, '260002', '京都府', 'prefecture', 1, 1)");
    test_sql(store, "INSERT INTO account (id, reference, login_id, role, municipality_id, family_name, given_name, name_folded, "
        "kana_folded) VALUES (1, 'OFFICER', 'OFFICER', 'municipality_staff', 1, '職', '員', '職員', 'しょくいん')");
    test_sql(store, "INSERT INTO auth_epoch (account_id) VALUES (1)");
}

#endif
