/* Which rows of a list a page of it shows. */
#ifndef NSDB_ROWS_RANGE_H
#define NSDB_ROWS_RANGE_H

#include "arena.h"

/* 「21〜40件目を表示」 for `count` rows after the first `before`; 「21件目を表示」 for one, "" for none. Lives in `arena`. */
const char *rows_range(struct arena *arena, int64_t before, size_t count);

#endif
