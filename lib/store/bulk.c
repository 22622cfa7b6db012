/* Many rows by array binding: the columns of a slice of rows are laid side by side and sent in one packet.
 * All rows are stored or none. */
#include "call.h"

#include <stdint.h>

enum { SLICE_ROWS = 1000, SLICE_BYTES = 4 * 1024 * 1024 };

/* One parameter of all rows of a slice. */
struct column {
    int64_t *numbers;
    MYSQL_TIME *times;
    const void **pointers;
    unsigned long *lengths;
    char *indicators;
};

struct slice {
    const struct statement *statement;
    struct column *columns;
    MYSQL_BIND *binds;
    unsigned rows;
    size_t bytes;
};

static struct slice make_slice(struct arena *arena, const struct statement *statement)
{
    struct slice slice = {.statement = statement};
    slice.columns = arena_make_array(arena, struct column, statement->takes_count);
    slice.binds = arena_make_array(arena, MYSQL_BIND, statement->takes_count);
    for (size_t i = 0; i < statement->takes_count; i++) {
        struct column *column = &slice.columns[i];
        MYSQL_BIND *bind = &slice.binds[i];
        bind->u.indicator = column->indicators = arena_alloc(arena, SLICE_ROWS);
        if (statement->takes[i].type == STATEMENT_NUMBER) {
            bind->buffer = column->numbers = arena_make_array(arena, int64_t, SLICE_ROWS);
            bind->buffer_type = MYSQL_TYPE_LONGLONG;
        } else if (statement->takes[i].type == STATEMENT_DAY) {
            column->times = arena_make_array(arena, MYSQL_TIME, SLICE_ROWS);
            bind->buffer = column->pointers = arena_make_array(arena, const void *, SLICE_ROWS);
            bind->buffer_type = MYSQL_TYPE_DATE;
        } else {
            bind->buffer = column->pointers = arena_make_array(arena, const void *, SLICE_ROWS);
            bind->length = column->lengths = arena_make_array(arena, unsigned long, SLICE_ROWS);
            bind->buffer_type = statement->takes[i].type == STATEMENT_TEXT ? MYSQL_TYPE_STRING : MYSQL_TYPE_BLOB;
        }
    }
    return slice;
}

/* Puts one value into its column at row `at`; gives the bytes it will take in the packet. */
static size_t put_value(struct column *column, unsigned at, enum statement_type type, const void *value)
{
    bool null = false;
    if (type == STATEMENT_NUMBER) {
        column->numbers[at] = *(const int64_t *)value;
    } else if (type == STATEMENT_DAY) {
        column->times[at] = prepared_time(*(const struct day *)value);
        column->pointers[at] = &column->times[at];
        null = day_is_none(*(const struct day *)value);
    } else if (type == STATEMENT_TEXT) {
        const char *text = *(const char *const *)value;
        null = text == NULL;
        column->pointers[at] = text;
        column->lengths[at] = null ? 0 : strlen(text);
    } else {
        const struct bytes *bytes = value;
        null = bytes->data == NULL;
        column->pointers[at] = bytes->data;
        column->lengths[at] = bytes->size;
    }
    column->indicators[at] = null ? STMT_INDICATOR_NULL : STMT_INDICATOR_NONE;
    return column->lengths == NULL ? sizeof(int64_t) : column->lengths[at];
}

static void put_row(struct slice *slice, const void *row)
{
    const struct statement *statement = slice->statement;
    for (size_t i = 0; i < statement->takes_count; i++)
        slice->bytes += put_value(&slice->columns[i], slice->rows, statement->takes[i].type,
            (const char *)row + statement->takes[i].offset);
    slice->rows++;
}

static enum result send_slice(struct store *store, struct prepared *prepared, struct slice *slice)
{
    store->statement_count++;
    if (mysql_stmt_attr_set(prepared->handle, STMT_ATTR_ARRAY_SIZE, &slice->rows) != 0
        || mysql_stmt_bind_param(prepared->handle, slice->binds) != 0 || mysql_stmt_execute(prepared->handle) != 0)
        return prepared_fault(store, prepared);
    slice->rows = 0;
    slice->bytes = 0;
    return OK;
}

static enum result run_slices(struct store *store, struct prepared *prepared, struct call *call)
{
    struct slice slice = make_slice(call->arena, call->statement);
    enum result result = OK;
    for (size_t i = 0; result == OK && i < call->count; i++) {
        put_row(&slice, (const char *)call->in + i * call->statement->in_size);
        if (slice.rows == SLICE_ROWS || slice.bytes >= SLICE_BYTES || i + 1 == call->count)
            result = send_slice(store, prepared, &slice);
    }
    return result;
}

/* Inside a transaction: a duplicate key takes back what this call had stored, and the body goes on. */
static enum result run_all(struct store *store, void *context)
{
    struct call *call = context;
    if (store->broken)
        return FAILED;
    enum result result = connection_command(store, "SAVEPOINT bulk");
    if (result == OK)
        result = call_run(store, call);
    if (!store->broken && result != OK && connection_command(store, "ROLLBACK TO SAVEPOINT bulk") != OK)
        return FAILED;
    return result;
}

enum result statement_bulk(struct store *store, const struct statement *statement, const void *rows, size_t count)
{
    if (count == 0)
        return OK;
    struct arena *arena = arena_new();
    struct call call = {.statement = statement, .run = run_slices, .arena = arena, .in = rows, .count = count};
    enum result result = store->in_transaction ? run_all(store, &call) : store_transaction(store, run_all, &call);
    arena_free(&arena);
    return result;
}
