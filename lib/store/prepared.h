/* Inside the store room: one prepared statement with its buffers, and the binding of parameters. */
#ifndef NSDB_PREPARED_H
#define NSDB_PREPARED_H

#include "connection.h"

enum { SHORT_TEXT_BYTES = 256 };

/* Where one value of a row or of the parameters is exchanged with the client library. */
struct cell {
    int64_t number;
    MYSQL_TIME time;
    unsigned long length;
    my_bool is_null;
    my_bool cut;
    char text[SHORT_TEXT_BYTES];  /* longer ones are fetched a second time, straight into the arena */
};

struct prepared {
    const struct statement *statement;
    MYSQL_STMT *handle;
    MYSQL_BIND *takes;
    MYSQL_BIND *gives;
    struct cell *take_cells;
    struct cell *give_cells;
};

MYSQL_TIME prepared_time(struct day day);

/* Keeps the handle's error as connection_fault() does. */
enum result prepared_fault(struct store *store, const struct prepared *prepared);

/* Executes once with the values of `in`. */
enum result prepared_execute(struct store *store, struct prepared *prepared, const void *in) MUST_USE;

/* Fetches the next row into `out`; NOT_FOUND after the last. */
enum result prepared_fetch(struct store *store, struct prepared *prepared, struct arena *arena, void *out) MUST_USE;

#endif
