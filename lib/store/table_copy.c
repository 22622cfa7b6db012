/* Copying tables: the definition as the server tells it, the rows as they stream in. */
#include "table_copy.h"

#include "buffer.h"
#include "connection.h"
#include "number.h"

enum { INSERT_BYTES = 256 * 1024, BINARY_CHARSET = 63 };

struct copying {
    struct store *store;
    struct arena *arena;      /* of the statement under way */
    const char *insert;       /* INSERT INTO … VALUES */
    struct buffer statement;
    size_t rows;
    table_copy_take *take;
    void *context;
};

static enum result query(struct store *store, const char *sql)
{
    if (store->mysql == NULL || store->broken)
        return FAILED;
    return connection_command(store, sql);
}

static enum result copy_definition(struct copying *copying, const char *table)
{
    enum result result = query(copying->store, arena_format(copying->arena, "SHOW CREATE TABLE `%s`", table));
    MYSQL_RES *answer = result == OK ? mysql_store_result(copying->store->mysql) : NULL;
    if (answer == NULL)
        return FAILED;
    arena_defer(copying->arena, (void (*)(void *))mysql_free_result, answer);
    MYSQL_ROW row = mysql_fetch_row(answer);
    return row == NULL ? FAILED : copying->take(copying->context, row[1], 0);
}

/* Names of the columns that hold what was stored, "`id`, `name`"; NULL when the server did not tell. */
static const char *stored_columns(struct copying *copying, const char *table)
{
    struct buffer names = buffer_in(copying->arena);
    const char *sql = arena_format(copying->arena,
        "SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = '%s'"
        " AND is_generated = 'NEVER' ORDER BY ordinal_position", table);
    MYSQL_RES *answer = query(copying->store, sql) == OK ? mysql_store_result(copying->store->mysql) : NULL;
    if (answer == NULL)
        return NULL;
    arena_defer(copying->arena, (void (*)(void *))mysql_free_result, answer);
    for (MYSQL_ROW row; (row = mysql_fetch_row(answer)) != NULL;)
        buffer_format(&names, "%s`%s`", names.size == 0 ? "" : ", ", row[0]);
    return buffer_text(&names);
}

static void add_quoted(struct copying *copying, const char *value, size_t length)
{
    char *escaped = arena_alloc(copying->arena, 2 * length + 1);
    size_t size = mysql_real_escape_string(copying->store->mysql, escaped, value, length);
    buffer_add_text(&copying->statement, "'");
    buffer_add(&copying->statement, escaped, size);
    buffer_add_text(&copying->statement, "'");
}

static void add_hexadecimal(struct copying *copying, const char *value, size_t length)
{
    char *digits = arena_alloc(copying->arena, 2 * length + 1);
    size_t size = mysql_hex_string(digits, value, length);
    buffer_add_text(&copying->statement, "x'");
    buffer_add(&copying->statement, digits, size);
    buffer_add_text(&copying->statement, "'");
}

static bool is_binary(const MYSQL_FIELD *field)
{
    return field->charsetnr == BINARY_CHARSET && field->type >= MYSQL_TYPE_TINY_BLOB
           && field->type <= MYSQL_TYPE_STRING;
}

static void add_value(struct copying *copying, const MYSQL_FIELD *field, const char *value, size_t length)
{
    if (value == NULL)
        buffer_add_text(&copying->statement, "NULL");
    else if (IS_NUM(field->type))
        buffer_add(&copying->statement, value, length);
    else if (is_binary(field))
        add_hexadecimal(copying, value, length);
    else
        add_quoted(copying, value, length);
}

static enum result give(struct copying *copying)
{
    enum result result = OK;
    if (copying->rows > 0)
        result = copying->take(copying->context, buffer_text(&copying->statement), copying->rows);
    arena_reset(copying->arena);
    copying->statement = buffer_in(copying->arena);
    copying->rows = 0;
    return result;
}

static enum result add_row(struct copying *copying, MYSQL_RES *answer, MYSQL_ROW row)
{
    const MYSQL_FIELD *fields = mysql_fetch_fields(answer);
    const unsigned long *lengths = mysql_fetch_lengths(answer);
    buffer_add_text(&copying->statement, copying->rows == 0 ? copying->insert : ",\n");
    for (unsigned i = 0; i < mysql_num_fields(answer); i++) {
        buffer_add_text(&copying->statement, i == 0 ? "(" : ", ");
        add_value(copying, &fields[i], row[i], lengths[i]);
    }
    buffer_add_text(&copying->statement, ")");
    copying->rows++;
    return copying->statement.size < INSERT_BYTES ? OK : give(copying);
}

static enum result copy_rows(struct copying *copying, const char *select)
{
    struct store *store = copying->store;
    enum result result = query(store, select);
    MYSQL_RES *answer = result == OK ? mysql_use_result(store->mysql) : NULL;
    if (answer == NULL)
        return FAILED;
    for (MYSQL_ROW row; result == OK && (row = mysql_fetch_row(answer)) != NULL;)
        result = add_row(copying, answer, row);
    if (result == OK && mysql_errno(store->mysql) != 0)
        result = connection_fault(store, mysql_errno(store->mysql), mysql_error(store->mysql), "copy of a table");
    mysql_free_result(answer);
    return result == OK ? give(copying) : result;
}

enum result table_copy(struct store *store, const char *table, table_copy_take *take, void *context)
{
    struct arena *names = arena_new();
    struct copying copying = {.store = store, .arena = arena_new(), .take = take, .context = context};
    const char *columns = stored_columns(&copying, table);
    enum result result = columns == NULL ? FAILED : copy_definition(&copying, table);
    if (result == OK) {
        copying.insert = arena_format(names, "INSERT INTO `%s` (%s) VALUES\n", table, columns);
        const char *select = arena_format(names, "SELECT %s FROM `%s`", columns, table);
        arena_reset(copying.arena);
        copying.statement = buffer_in(copying.arena);
        result = copy_rows(&copying, select);
    }
    arena_free(&copying.arena);
    arena_free(&names);
    return result;
}

enum result table_count(struct store *store, const char *table, int64_t *rows_out)
{
    struct arena *arena = arena_new();
    enum result result = connection_ready(store);
    if (result == OK)
        result = query(store, arena_format(arena, "SELECT COUNT(*) FROM `%s`", table));
    MYSQL_RES *answer = result == OK ? mysql_store_result(store->mysql) : NULL;
    MYSQL_ROW row = answer == NULL ? NULL : mysql_fetch_row(answer);
    if (row == NULL || !number_read(row[0], 0, INT64_MAX, rows_out))
        result = FAILED;
    mysql_free_result(answer);
    arena_free(&arena);
    return result;
}
