/* Which row of a file brought a key first: how rows that say the same twice are found. */
#ifndef NSDB_KEY_ROWS_H
#define NSDB_KEY_ROWS_H

#include <stdint.h>

#include "arena.h"

struct key_row {
    const char *key;   /* NULL: free place */
    const char *value; /* what the caller keeps with it */
    int64_t row;
};

struct key_rows {
    struct arena *arena;
    struct key_row *places;
    size_t room; /* a power of two, 0 before the first key */
    size_t count;
};

/* An empty set whose keys live in `arena`. */
struct key_rows key_rows_in(struct arena *arena);

/* The entry of a key that is known, or NULL after keeping it with `row` and `value` (copied; may be NULL). */
const struct key_row *key_rows_find_or_add(struct key_rows *rows, const char *key, int64_t row, const char *value);

/* The entry of a key, or NULL. */
const struct key_row *key_rows_find(const struct key_rows *rows, const char *key);

#endif
