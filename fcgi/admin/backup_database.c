/* Copying the database and loading the copy. */
#include "backup_database.h"

#include <inttypes.h>
#include <unistd.h>

#include "backup_query.h"
#include "schema_migration_query.h"
#include "seal_query.h"
#include "digest.h"
#include "table_copy.h"
#include "text.h"

struct copying {
    struct arena *arena;
    const struct keyring *keyring;
    const char *path;
    struct backup_manifest *manifest;
    struct sealed_file *file;
    struct backup_table *table;   /* under way */
};

static const char *path_of(struct arena *arena, const char *folder)
{
    return arena_format(arena, "%s/database", folder);
}

static enum result take(void *context, const char *statement, size_t rows)
{
    struct copying *copying = context;
    copying->table->rows += (int64_t)rows;
    return sealed_file_add(copying->file, statement);
}

static enum result copy_tables(struct copying *copying, struct store *store)
{
    struct backup_tables_rows names;
    enum result result = backup_tables(store, copying->arena, &names);
    for (size_t i = 0; result == OK && i < names.count; i++) {
        copying->table = list_push(copying->arena, &copying->manifest->tables);
        *copying->table = (struct backup_table){.name = names.items[i].name};
        result = table_copy(store, names.items[i].name, take, copying);
    }
    return result;
}

static enum result note_migrations(struct copying *copying, struct store *store)
{
    struct schema_migration_list_rows rows;
    enum result result = schema_migration_list(store, copying->arena, &rows);
    for (size_t i = 0; result == OK && i < rows.count; i++) {
        const struct schema_migration_list_out *row = &rows.items[i];
        *list_push(copying->arena, &copying->manifest->migrations) =
            (struct backup_migration){row->version, row->statements_done, row->name, row->checksum};
        if (row->applied_at == NULL) {
            fprintf(stderr, "nsdb-admin: migration %" PRId64 " is not finished: run nsdb-admin migrate first\n",
                row->version);
            return REFUSED;
        }
    }
    return result;
}

static enum result note_chain(struct copying *copying, struct store *store)
{
    struct seal_last_out last;
    enum result result = seal_last(store, copying->arena, &last);
    if (result == OK) {
        copying->manifest->chain_sequence = last.sequence;
        copying->manifest->chain_hmac = digest_hex(copying->arena, last.hmac);
    }
    return result == NOT_FOUND ? OK : result;
}

/* One transaction sees one moment: that of its first look at a table. */
static enum result copy_all(struct store *store, void *context)
{
    struct copying *copying = context;
    struct backup_manifest *manifest = copying->manifest;
    manifest->tables.count = manifest->migrations.count = 0;
    manifest->chain_sequence = 0;
    manifest->chain_hmac = "-";
    unlink(copying->path);
    enum result result =
        sealed_file_make(copying->arena, copying->path, copying->keyring, manifest->reference, &copying->file);
    if (result == OK)
        result = note_migrations(copying, store);
    if (result == OK)
        result = store_now(store, copying->arena, &manifest->made_at);
    if (result == OK)
        result = note_chain(copying, store);
    if (result == OK)
        result = copy_tables(copying, store);
    return result == OK ? sealed_file_finish(copying->file, &manifest->database) : result;
}

enum result backup_database(struct store *store, struct arena *arena, const struct keyring *keyring, const char *folder,
    struct backup_manifest *manifest)
{
    struct copying copying = {.arena = arena, .keyring = keyring, .path = path_of(arena, folder), .manifest = manifest};
    enum result result = store_transaction(store, copy_all, &copying);
    if (result != OK)
        fprintf(stderr, "nsdb-admin: the database could not be copied\n");
    return result;
}

enum result backup_database_check(struct arena *arena, const struct keyring *keyring, const char *folder,
    const struct backup_manifest *manifest)
{
    struct sealed_file *file;
    const char *statement;
    enum result result =
        sealed_file_open(arena, path_of(arena, folder), keyring, manifest->reference, &manifest->database, &file);
    while (result == OK)
        result = sealed_file_next(file, &statement);
    return result == NOT_FOUND ? OK : FAILED;
}

static enum result run(struct store *store, const char *statement)
{
    struct arena *arena = arena_new();
    const char *problem = NULL;
    enum result result = store_execute(store, arena, statement, &problem);
    if (result != OK)
        fprintf(stderr, "nsdb-admin: %.60s …: %s\n", statement, problem);
    arena_free(&arena);
    return result;
}

/* Tables come in the order of their names and refer to each other in any; the copy's ids are taken as they are. */
static enum result prepare(struct store *store)
{
    return run(store, "SET SESSION foreign_key_checks = 0, sql_mode = 'TRADITIONAL,NO_AUTO_VALUE_ON_ZERO'");
}

static bool is_of_list(const char *statement)
{
    return text_starts_with(statement, "CREATE TABLE `schema_migration`")
        || text_starts_with(statement, "INSERT INTO `schema_migration`");
}

static enum result compare_rows(struct store *store, const struct backup_manifest *manifest, bool list)
{
    for (size_t i = 0; i < manifest->tables.count; i++) {
        const struct backup_table *table = &manifest->tables.items[i];
        int64_t rows = 0;
        if (text_equal(table->name, "schema_migration") != list)
            continue;
        if (table_count(store, table->name, &rows) != OK)
            return FAILED;
        if (rows != table->rows) {
            fprintf(stderr, "nsdb-admin: %s has %" PRId64 " rows, not %" PRId64 "\n", table->name, rows, table->rows);
            return FAILED;
        }
    }
    return OK;
}

enum result backup_database_load(struct store *store, struct arena *arena, const struct keyring *keyring,
    const char *folder, const struct backup_manifest *manifest, bool list)
{
    struct sealed_file *file;
    const char *statement;
    enum result result =
        sealed_file_open(arena, path_of(arena, folder), keyring, manifest->reference, &manifest->database, &file);
    if (result == OK)
        result = prepare(store);
    while (result == OK && (result = sealed_file_next(file, &statement)) == OK)
        if (is_of_list(statement) == list)
            result = run(store, statement);
    return result == NOT_FOUND ? compare_rows(store, manifest, list) : FAILED;
}
