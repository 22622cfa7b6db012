/* Inside the store room: one call of a statement, so that it can be tried again. */
#ifndef NSDB_CALL_H
#define NSDB_CALL_H

#include "prepared.h"

struct call {
    const struct statement *statement;
    enum result (*run)(struct store *store, struct prepared *prepared, struct call *call);
    struct arena *arena;
    const void *in;        /* the parameters; of a bulk call the rows */
    size_t count;          /* rows of a bulk call */
    void *out;             /* one row, or a struct statement_rows */
    int64_t *changed_out;
    int64_t *id_out;
    bool sent;             /* the server may have begun to execute it */
};

/* Runs the call: inside a transaction once; outside it opens the connection and tries again where that
 * cannot do anything twice. */
enum result call_run(struct store *store, struct call *call) MUST_USE;

/* Sets the session's clock ahead by the setting database_time_shift_seconds. */
enum result store_shift(struct store *store) MUST_USE;

#endif
