/* Running statements: once inside a transaction, with a few tries outside. */
#include "statement.h"

#include "call.h"
#include "list.h"
#include "log.h"

static bool only_reads(const struct statement *statement)
{
    return strncasecmp(statement->sql, "SELECT", 6) == 0 || strncasecmp(statement->sql, "WITH", 4) == 0;
}

/* Outside a transaction nothing is lost by asking again, unless a write went out and no answer came. */
static bool may_try_again(const struct store *store, const struct call *call)
{
    return fault_is_passing(store->fault)
        && !(call->sent && fault_hides_outcome(store->fault) && !only_reads(call->statement));
}

/* Who must not wait asks again only when the host said that it is not the one to ask: the next of the list may be. */
static bool has_a_try_left(const struct store *store, unsigned next, size_t first_host)
{
    return next <= TRIES_AT_MOST && (!store->impatient || store->first_host != first_host);
}

static enum result attempt(struct store *store, struct call *call)
{
    struct prepared *prepared = NULL;
    call->sent = false;
    enum result result = prepared_find(store, call->statement, &prepared);
    if (result != OK)
        return result;
    call->sent = true;
    result = call->run(store, prepared, call);
    if (call->statement->gives_count > 0)
        mysql_stmt_free_result(prepared->handle);
    return result;
}

static enum result attempt_outside(struct store *store, struct call *call)
{
    call->sent = false;
    enum result result = connection_ready(store);
    if (result == OK && store->time_shift_seconds != 0)
        result = store_shift(store);
    if (result == OK)
        result = attempt(store, call);
    if (result == FAILED && fault_is_loss(store->fault))
        connection_drop(store);
    return result;
}

enum result call_run(struct store *store, struct call *call)
{
    if (store->in_transaction && store->broken)
        return FAILED;
    store->fault = 0;
    if (store->in_transaction)
        return attempt(store, call);
    size_t first_host = store->first_host;
    enum result result = attempt_outside(store, call);
    for (unsigned next = 2; result == FAILED && may_try_again(store, call) && has_a_try_left(store, next, first_host);
         next++) {
        connection_pause(next);
        store->fault = 0;
        first_host = store->first_host;
        result = attempt_outside(store, call);
    }
    return result;
}

static enum result run_one(struct store *store, struct prepared *prepared, struct call *call)
{
    enum result result = prepared_execute(store, prepared, call->in);
    return result == OK ? prepared_fetch(store, prepared, call->arena, call->out) : result;
}

enum result statement_one(struct store *store, struct arena *arena, const struct statement *statement,
    const void *in, void *out)
{
    struct call call = {.statement = statement, .run = run_one, .arena = arena, .in = in, .out = out};
    return call_run(store, &call);
}

/* Room for one more row of the statement's own size. */
static void *add_row(struct call *call)
{
    struct statement_rows *rows = call->out;
    rows->items = list_grow(call->arena, rows->items, rows->count, &rows->capacity, call->statement->out_size);
    return (char *)rows->items + rows->count * call->statement->out_size;
}

static enum result run_many(struct store *store, struct prepared *prepared, struct call *call)
{
    struct statement_rows *rows = call->out;
    *rows = (struct statement_rows){0};
    enum result result = prepared_execute(store, prepared, call->in);
    while (result == OK) {
        result = prepared_fetch(store, prepared, call->arena, add_row(call));
        rows->count += result == OK;
    }
    return result == NOT_FOUND ? OK : result;
}

enum result statement_many(struct store *store, struct arena *arena, const struct statement *statement,
    const void *in, struct statement_rows *rows_out)
{
    struct call call = {.statement = statement, .run = run_many, .arena = arena, .in = in, .out = rows_out};
    *rows_out = (struct statement_rows){0};
    return call_run(store, &call);
}

static enum result run_change(struct store *store, struct prepared *prepared, struct call *call)
{
    enum result result = prepared_execute(store, prepared, call->in);
    if (result == OK && call->changed_out != NULL)
        *call->changed_out = (int64_t)mysql_stmt_affected_rows(prepared->handle);
    if (result == OK && call->id_out != NULL)
        *call->id_out = (int64_t)mysql_stmt_insert_id(prepared->handle);
    return result;
}

enum result statement_run(struct store *store, const struct statement *statement, const void *in,
    int64_t *changed_out, int64_t *id_out)
{
    struct call call = {.statement = statement, .run = run_change, .in = in, .changed_out = changed_out,
        .id_out = id_out};
    return call_run(store, &call);
}
