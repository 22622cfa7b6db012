/* The table and the statements of the store's own tests, written as the statement compiler writes them. */
#ifndef NSDB_THINGS_H
#define NSDB_THINGS_H

#include "statement.h"
#include "test_store.h"

struct thing {
    int64_t number;
    const char *text;
    struct bytes bytes;
    struct day day;
    const char *time;
};

#define THING_FIELD(kind, name) {kind, offsetof(struct thing, name)}

static const struct statement_field thing_fields[] = {
    THING_FIELD(STATEMENT_NUMBER, number), THING_FIELD(STATEMENT_TEXT, text), THING_FIELD(STATEMENT_BYTES, bytes),
    THING_FIELD(STATEMENT_DAY, day), THING_FIELD(STATEMENT_TEXT, time),
};

static const struct statement thing_insert = {.name = "thing_insert",
    .sql = "INSERT INTO thing (number, text, bytes, day, time) VALUES (NULLIF(?, 0), ?, ?, ?, ?)",
    .takes = thing_fields, .takes_count = 5, .in_size = sizeof(struct thing)};
static const struct statement thing_list = {.name = "thing_list",
    .sql = "SELECT number, text, bytes, day, time FROM thing ORDER BY id",
    .gives = thing_fields, .gives_count = 5, .out_size = sizeof(struct thing)};
static const struct statement thing_by_number = {.name = "thing_by_number",
    .sql = "SELECT number, text, bytes, day, time FROM thing WHERE number = ?",
    .takes = thing_fields, .takes_count = 1, .in_size = sizeof(struct thing),
    .gives = thing_fields, .gives_count = 5, .out_size = sizeof(struct thing)};
static const struct statement thing_count = {.name = "thing_count", .sql = "SELECT COUNT(*) FROM thing",
    .gives = thing_fields, .gives_count = 1, .out_size = sizeof(struct thing)};
static const struct statement thing_add_one = {.name = "thing_add_one",
    .sql = "UPDATE thing SET number = number + 1 WHERE text = ?",
    .takes = &thing_fields[1], .takes_count = 1, .in_size = sizeof(struct thing)};
static const struct statement thing_add_by_id = {.name = "thing_add_by_id",
    .sql = "UPDATE thing SET number = number + 1 WHERE id = ?",
    .takes = thing_fields, .takes_count = 1, .in_size = sizeof(struct thing)};
static const struct statement thing_connection = {.name = "thing_connection", .sql = "SELECT CONNECTION_ID()",
    .gives = thing_fields, .gives_count = 1, .out_size = sizeof(struct thing)};

/* An empty table. */
static inline void things_make(struct store *store)
{
    test_sql(store, "CREATE OR REPLACE TABLE thing (id BIGINT AUTO_INCREMENT PRIMARY KEY, number BIGINT NULL,"
        " text LONGTEXT NULL, bytes LONGBLOB NULL, day DATE NULL, time DATETIME(6) NULL,"
        " UNIQUE KEY thing_number (number)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4");
}

static inline int64_t things_count(struct store *store)
{
    struct arena *arena = arena_new();
    struct thing thing = {0};
    assert_int_equal(statement_one(store, arena, &thing_count, NULL, &thing), OK);
    arena_free(&arena);
    return thing.number;
}

static inline int64_t things_connection(struct store *store)
{
    struct arena *arena = arena_new();
    struct thing thing = {0};
    assert_int_equal(statement_one(store, arena, &thing_connection, NULL, &thing), OK);
    arena_free(&arena);
    return thing.number;
}

#endif
