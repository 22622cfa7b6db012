/* One way to read a table that a person uploads: CSV in the encodings of R-022 or .xlsx, row by row, with places as
 * Excel names them. What the file is decides its content, never its name. */
#ifndef NSDB_TABLE_SOURCE_H
#define NSDB_TABLE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "result.h"

/* Where the bytes come from; they are read more than once. */
struct table_input {
    void *context;
    /* The next bytes: how many, 0 at the end, -1 when reading failed (that is logged where it happened). */
    long (*read)(void *context, void *buffer, size_t size);
    /* Back to the start; false when that failed. */
    bool (*restart)(void *context);
};

struct table_cell {
    const char *text; /* UTF-8; days of .xlsx as YYYY-MM-DD, whole numbers without exponent */
    bool formula;     /* the cell holds a formula; the text is its last result */
};

/* One row; cells live until the receiver returns. Empty rows of .xlsx are left out, their numbers are not. */
struct table_row {
    int64_t number; /* from 1 */
    const struct table_cell *cells;
    size_t count;
};

enum table_format { TABLE_UNKNOWN, TABLE_UTF8_BOM, TABLE_UTF8, TABLE_CP932, TABLE_XLSX };

/* "utf8_bom" and so on, "" for TABLE_UNKNOWN; and what a person calls it: 「CSV UTF-8（BOM付き）」. */
const char *table_format_word(enum table_format format);
/* The label for a word of table_format_word(). */
const char *table_format_label(const char *word);

/* Why a file cannot be read: row and column are 0 where there is none. */
struct table_fault {
    const char *code;
    int64_t row;
    size_t column;
    const char *message; /* Japanese: reason and remedy */
    const char *value;   /* what the cell held up to there, "" when that is not known; lives like the arena of table_read() */
};

/* Reads the whole table and calls `take` for each row; false from it ends the reading, which is OK. REFUSED with
 * *fault_out when the file is not readable as a table, FAILED when its bytes cannot be had. Memory does not grow with
 * the number of rows, but for the texts that .xlsx shares between cells (at most 32 MiB). */
enum result table_read(struct arena *arena, const struct table_input *input,
    bool (*take)(void *context, const struct table_row *row), void *context, enum table_format *format_out,
    struct table_fault *fault_out) MUST_USE;

#endif
