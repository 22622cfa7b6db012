/* Prepared statements: made once for each connection, with the buffers that rows and parameters go through. */
#include "prepared.h"

#include <stdint.h>

#include "log.h"

enum { FULL_AT = PREPARED_SLOTS * 3 / 4 };

MYSQL_TIME prepared_time(struct day day)
{
    return (MYSQL_TIME){.year = (unsigned)day.year, .month = (unsigned)day.month, .day = (unsigned)day.day,
        .time_type = MYSQL_TIMESTAMP_DATE};
}

/* An error that comes instead of a row (a lock that was not granted) is known to the connection only. */
enum result prepared_fault(struct store *store, const struct prepared *prepared)
{
    unsigned number = mysql_stmt_errno(prepared->handle);
    if (number == 0 && store->mysql != NULL)
        return connection_fault(store, mysql_errno(store->mysql), mysql_error(store->mysql), prepared->statement->name);
    return connection_fault(store, number, mysql_stmt_error(prepared->handle), prepared->statement->name);
}

static void bind_result(MYSQL_BIND *bind, struct cell *cell, enum statement_type type)
{
    bind->length = &cell->length;
    bind->is_null = &cell->is_null;
    bind->error = &cell->cut;
    bind->buffer = cell->text;
    bind->buffer_length = sizeof cell->text;
    bind->buffer_type = MYSQL_TYPE_STRING;
    if (type == STATEMENT_NUMBER) {
        bind->buffer = &cell->number;
        bind->buffer_type = MYSQL_TYPE_LONGLONG;
    } else if (type == STATEMENT_DAY) {
        bind->buffer = &cell->time;
        bind->buffer_type = MYSQL_TYPE_DATE;
    }
}

static enum result check_counts(const struct prepared *prepared)
{
    const struct statement *statement = prepared->statement;
    unsigned long takes = mysql_stmt_param_count(prepared->handle);
    unsigned gives = mysql_stmt_field_count(prepared->handle);
    if (takes == statement->takes_count && gives == statement->gives_count)
        return OK;
    log_error("database_failed", "%s: the server counts %lu parameters and %u columns, the statement %zu and %zu",
        statement->name, takes, gives, statement->takes_count, statement->gives_count);
    return FAILED;
}

static void make_buffers(struct arena *arena, struct prepared *prepared)
{
    const struct statement *statement = prepared->statement;
    prepared->takes = arena_make_array(arena, MYSQL_BIND, statement->takes_count + 1);
    prepared->take_cells = arena_make_array(arena, struct cell, statement->takes_count + 1);
    prepared->gives = arena_make_array(arena, MYSQL_BIND, statement->gives_count + 1);
    prepared->give_cells = arena_make_array(arena, struct cell, statement->gives_count + 1);
    for (size_t i = 0; i < statement->gives_count; i++)
        bind_result(&prepared->gives[i], &prepared->give_cells[i], statement->gives[i].type);
}

static enum result prepare(struct store *store, const struct statement *statement, struct prepared **prepared_out)
{
    struct prepared *prepared = arena_make(store->connection_arena, struct prepared);
    prepared->statement = statement;
    prepared->handle = mysql_stmt_init(store->mysql);
    if (prepared->handle == NULL)
        abort();
    enum result result = mysql_stmt_prepare(prepared->handle, statement->sql, strlen(statement->sql)) == 0
        ? check_counts(prepared)
        : prepared_fault(store, prepared);
    if (result != OK) {
        mysql_stmt_close(prepared->handle);
        return result == CONFLICT ? FAILED : result;
    }
    make_buffers(store->connection_arena, prepared);
    *prepared_out = prepared;
    return OK;
}

static size_t first_slot(const struct statement *statement)
{
    uint64_t mixed = (uint64_t)(uintptr_t)statement * 0x9E3779B97F4A7C15u;
    return (size_t)(mixed >> 54) % PREPARED_SLOTS;
}

enum result prepared_find(struct store *store, const struct statement *statement, struct prepared **prepared_out)
{
    size_t slot = first_slot(statement);
    while (store->prepared[slot] != NULL && store->prepared[slot]->statement != statement)
        slot = (slot + 1) % PREPARED_SLOTS;
    if (store->prepared[slot] != NULL) {
        *prepared_out = store->prepared[slot];
        return OK;
    }
    enum result result = prepare(store, statement, prepared_out);
    if (result != OK)
        return result;
    if (store->prepared_count == FULL_AT) {
        log_error("database_failed", "More than %d statements on one connection.", FULL_AT);
        abort();
    }
    store->prepared[slot] = *prepared_out;
    store->prepared_count++;
    return OK;
}

void prepared_drop_all(struct store *store)
{
    for (size_t i = 0; i < PREPARED_SLOTS; i++) {
        if (store->prepared[i] != NULL)
            mysql_stmt_close(store->prepared[i]->handle);
        store->prepared[i] = NULL;
    }
    store->prepared_count = 0;
}

/* One parameter from its place in the _in struct. */
static void bind_parameter(MYSQL_BIND *bind, struct cell *cell, enum statement_type type, const void *value)
{
    cell->is_null = 0;
    bind->is_null = &cell->is_null;
    bind->length = &cell->length;
    if (type == STATEMENT_NUMBER) {
        cell->number = *(const int64_t *)value;
        bind->buffer = &cell->number;
        bind->buffer_type = MYSQL_TYPE_LONGLONG;
    } else if (type == STATEMENT_DAY) {
        const struct day *day = value;
        cell->time = prepared_time(*day);
        cell->is_null = day_is_none(*day);
        bind->buffer = &cell->time;
        bind->buffer_type = MYSQL_TYPE_DATE;
    } else if (type == STATEMENT_TEXT) {
        const char *text = *(const char *const *)value;
        cell->is_null = text == NULL;
        cell->length = text == NULL ? 0 : strlen(text);
        bind->buffer = (void *)(uintptr_t)text;
        bind->buffer_type = MYSQL_TYPE_STRING;
    } else {
        const struct bytes *bytes = value;
        cell->is_null = bytes->data == NULL;
        cell->length = bytes->size;
        bind->buffer = (void *)(uintptr_t)bytes->data;
        bind->buffer_type = MYSQL_TYPE_BLOB;
    }
}

enum result prepared_execute(struct store *store, struct prepared *prepared, const void *in)
{
    const struct statement *statement = prepared->statement;
    unsigned one_row = 0;
    for (size_t i = 0; i < statement->takes_count; i++)
        bind_parameter(&prepared->takes[i], &prepared->take_cells[i], statement->takes[i].type,
            (const char *)in + statement->takes[i].offset);
    store->statement_count++;
    if (statement->takes_count > 0
        && (mysql_stmt_attr_set(prepared->handle, STMT_ATTR_ARRAY_SIZE, &one_row) != 0
            || mysql_stmt_bind_param(prepared->handle, prepared->takes) != 0))
        return prepared_fault(store, prepared);
    if (mysql_stmt_execute(prepared->handle) != 0)
        return prepared_fault(store, prepared);
    if (statement->gives_count > 0 && mysql_stmt_bind_result(prepared->handle, prepared->gives) != 0)
        return prepared_fault(store, prepared);
    return OK;
}

/* A text or run of bytes of any length, in the arena with a 0 byte behind it. */
static enum result take_text(struct store *store, struct prepared *prepared, struct arena *arena, unsigned column,
    char **text_out)
{
    struct cell *cell = &prepared->give_cells[column];
    if (cell->length <= sizeof cell->text) {
        *text_out = arena_copy(arena, cell->text, cell->length);
        return OK;
    }
    char *text = arena_alloc(arena, cell->length + 1);
    MYSQL_BIND whole = {.buffer = text, .buffer_length = cell->length, .buffer_type = MYSQL_TYPE_STRING,
        .length = &cell->length, .is_null = &cell->is_null, .error = &cell->cut};
    if (mysql_stmt_fetch_column(prepared->handle, &whole, column, 0) != 0)
        return prepared_fault(store, prepared);
    text[cell->length] = 0;
    *text_out = text;
    return OK;
}

static enum result take_value(struct store *store, struct prepared *prepared, struct arena *arena, unsigned column,
    void *place)
{
    const struct cell *cell = &prepared->give_cells[column];
    enum statement_type type = prepared->statement->gives[column].type;
    char *text = NULL;
    enum result result = OK;
    if ((type == STATEMENT_TEXT || type == STATEMENT_BYTES) && !cell->is_null)
        result = take_text(store, prepared, arena, column, &text);
    if (type == STATEMENT_NUMBER)
        *(int64_t *)place = cell->is_null ? 0 : cell->number;
    else if (type == STATEMENT_DAY)
        *(struct day *)place = cell->is_null
            ? DAY_NONE
            : (struct day){(int)cell->time.year, (int)cell->time.month, (int)cell->time.day};
    else if (type == STATEMENT_TEXT)
        *(const char **)place = text;
    else
        *(struct bytes *)place = text == NULL ? BYTES_NONE : (struct bytes){(const uint8_t *)text, cell->length};
    if (type == STATEMENT_NUMBER && !cell->is_null && cell->cut) {
        log_error("database_failed", "%s: column %u is no whole number that fits", prepared->statement->name,
            column + 1);
        return FAILED;
    }
    return result;
}

enum result prepared_fetch(struct store *store, struct prepared *prepared, struct arena *arena, void *out)
{
    int fetched = mysql_stmt_fetch(prepared->handle);
    if (fetched == MYSQL_NO_DATA)
        return NOT_FOUND;
    if (fetched != 0 && fetched != MYSQL_DATA_TRUNCATED)
        return prepared_fault(store, prepared);
    enum result result = OK;
    for (unsigned i = 0; result == OK && i < prepared->statement->gives_count; i++)
        result = take_value(store, prepared, arena, i, (char *)out + prepared->statement->gives[i].offset);
    return result;
}
