/* application/x-www-form-urlencoded: query strings and small form bodies, pair by pair. */
#ifndef NSDB_URLENCODED_H
#define NSDB_URLENCODED_H

#include "arena.h"
#include "bytes.h"
#include "result.h"

enum { URLENCODED_PAIRS_MOST = 500 };

struct urlencoded {
    struct bytes rest;
    size_t taken;
};

/* Starts on a text that outlives the reading. */
struct urlencoded urlencoded_open(struct bytes text);

/* The next pair, decoded into `arena`; bytes are not judged. NOT_FOUND at the end, REFUSED when a percent sequence is
 * broken, a name is empty or holds a 0 byte, or there are more than URLENCODED_PAIRS_MOST pairs (I10). */
enum result urlencoded_next(struct urlencoded *reader, struct arena *arena, const char **name_out,
    struct bytes *value_out) MUST_USE;

#endif
