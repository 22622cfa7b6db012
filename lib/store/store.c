/* Opening the store: the checks of server and schema, and what needs no statement. */
#include "connection.h"

#include <mysqld_error.h>

#include "buffer.h"
#include "log.h"
#include "schema_migration_query.h"
#include "schema_version.h"
#include "store_query.h"
#include "text.h"

enum { OWNER_SECONDS = 86400 };

static void expect(struct buffer *wrong, bool right, const char *setting)
{
    if (!right)
        buffer_format(wrong, "%s%s", wrong->size > 0 ? ", " : "", setting);
}

/* Refuses a server that could lose what it acknowledged, or update on top of what others changed. */
static enum result check_server(struct store *store, struct arena *arena)
{
    struct store_server_settings_out server;
    struct buffer wrong = buffer_in(arena);
    enum result result = store_server_settings(store, arena, &server);
    if (result != OK)
        return FAILED;
    expect(&wrong, server.flush_log == 1, "innodb_flush_log_at_trx_commit=1");
    expect(&wrong, server.sync_binlog == 1, "sync_binlog=1");
    expect(&wrong, server.snapshot_isolation == 1, "innodb_snapshot_isolation=ON");
    expect(&wrong, server.local_infile == 0, "local_infile=0");
    expect(&wrong, text_equal(server.isolation, "REPEATABLE-READ"), "transaction_isolation=REPEATABLE-READ");
    expect(&wrong, text_equal(server.database_charset, "utf8mb4"), "character set utf8mb4 of the schema");
    expect(&wrong, text_equal(server.time_zone, "+00:00"), "time_zone='+00:00'");
    if (wrong.size == 0)
        return OK;
    log_error("database_settings", "The database server is refused. It must have: %s.", buffer_text(&wrong));
    return FAILED;
}

/* A newer schema is as good when all that came since is marked as compatible: programs of two releases work side by
 * side. */
static enum result check_schema(struct store *store, struct arena *arena)
{
    struct schema_migration_version_out schema;
    if (schema_migration_version(store, arena, &(struct schema_migration_version_in){SCHEMA_VERSION}, &schema) != OK) {
        log_error("database_schema", "The version of the schema %s cannot be read: does the server answer, was "
            "nsdb-admin migrate run?", store->database);
        return FAILED;
    }
    if (schema.version >= SCHEMA_VERSION && schema.foreign_ones == 0 && schema.unfinished == 0)
        return OK;
    log_error("database_schema",
        "The schema %s has version %lld%s, this program needs %d: %s.", store->database, (long long)schema.version,
        schema.unfinished > 0 ? " and an unfinished migration" : "", SCHEMA_VERSION,
        schema.foreign_ones > 0 ? "it was changed in a way that this release cannot work with; start the programs "
        "of the newer one"
                                : "run nsdb-admin migrate");
    return FAILED;
}

static void close_store(void *thing)
{
    struct store *store = thing;
    connection_drop(store);
    arena_free(&store->connection_arena);
}

static struct store *make_store(struct arena *arena, const char *program)
{
    struct store *store = arena_make(arena, struct store);
    store->arena = arena;
    store->connection_arena = arena_new();
    store->program = program;
    arena_defer(arena, close_store, store);
    return store;
}

enum result store_open_for_owner(struct arena *arena, const struct settings *settings, const char *program,
    struct store **store_out)
{
    struct store *store = make_store(arena, program);
    struct arena *scratch = arena_new();
    enum result result = store_settings_read(store, settings);
    store->answer_seconds = OWNER_SECONDS;
    if (result == OK)
        result = check_server(store, scratch);
    arena_free(&scratch);
    *store_out = result == OK ? store : NULL;
    return result;
}

enum result store_open(struct arena *arena, const struct settings *settings, const char *program,
    struct store **store_out)
{
    struct store *store = make_store(arena, program);
    struct arena *scratch = arena_new();
    store->impatient = true;
    enum result result = store_settings_read(store, settings);
    if (result == OK)
        result = check_server(store, scratch);
    if (result == OK)
        result = check_schema(store, scratch);
    store->impatient = false;
    arena_free(&scratch);
    *store_out = result == OK ? store : NULL;
    return result;
}

enum result store_check_settings(const struct settings *settings, const char *program)
{
    struct arena *arena = arena_new_wiping();
    enum result result = store_settings_read(make_store(arena, program), settings);
    arena_free(&arena);
    return result;
}

enum result store_ping(struct store *store)
{
    struct arena *arena = arena_new();
    store->impatient = true;
    enum result result = check_schema(store, arena);
    store->impatient = false;
    arena_free(&arena);
    return result;
}

enum result store_execute(struct store *store, struct arena *arena, const char *sql, const char **problem_out)
{
    *problem_out = NULL;
    if (connection_ready(store) != OK) {
        *problem_out = "no connection";
        return FAILED;
    }
    if (mysql_real_query(store->mysql, sql, strlen(sql)) == 0) {
        mysql_free_result(mysql_store_result(store->mysql));
        return OK;
    }
    unsigned number = mysql_errno(store->mysql);
    *problem_out = arena_format(arena, "error %u: %s", number, mysql_error(store->mysql));
    if (fault_is_loss(number))
        connection_drop(store);
    return number == ER_DUP_ENTRY ? CONFLICT : FAILED;
}

int64_t store_schema_version(void)
{
    return SCHEMA_VERSION;
}

const char *store_conflict_key(const struct store *store)
{
    return store->conflict_key;
}

unsigned store_statement_count(struct store *store)
{
    unsigned count = store->statement_count;
    store->statement_count = 0;
    return count;
}
