/* CSV as RFC 4180 describes and Excel writes: a strict reader that is fed piece by piece and hands
 * out row by row. It knows nothing of encodings beyond ASCII; csv_decoder.h comes before it. Memory is
 * bounded by one row, whatever the size of the file. */
#ifndef NSDB_CSV_READER_H
#define NSDB_CSV_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "bytes.h"
#include "result.h"

enum { CSV_CELL_BYTES_MOST = 4000, CSV_COLUMNS_MOST = 200 };

enum csv_fault_kind {
    CSV_FINE,
    CSV_NUL,              /* a 0 byte */
    CSV_BARE_CR,          /* CR without LF */
    CSV_STRAY_QUOTE,      /* a quote inside a cell that does not start with one */
    CSV_AFTER_QUOTE,      /* something between a closing quote and the next comma */
    CSV_UNTERMINATED,     /* a quote that is never closed; the place is where it opened */
    CSV_CELL_TOO_LONG,    /* more than CSV_CELL_BYTES_MOST */
    CSV_TOO_MANY_COLUMNS, /* more than CSV_COLUMNS_MOST */
    CSV_STOPPED           /* the receiver of the rows said so */
};

/* What broke the file and where, as Excel counts: rows from 1 (a line break inside quotes does not start
 * a new one), columns from 1. */
struct csv_fault {
    enum csv_fault_kind kind;
    int64_t row;
    size_t column;
    const char *value; /* what the cell held up to there, "" when nothing; lives with the reader's arena */
};

/* One row. The cells are terminated texts that live until the receiver returns. An empty line is a row
 * with one empty cell: it counts, as it does in Excel. */
struct csv_row {
    int64_t number;
    const char *const *cells;
    size_t count;
};

struct csv_reader;

/* A reader that calls `take` for each row, in order; false from it stops the reading. */
struct csv_reader *csv_reader_new(struct arena *arena, bool (*take)(void *context, const struct csv_row *row),
    void *context);

/* The next bytes of the file. False once something is wrong: csv_reader_fault() says what; the reader then
 * takes nothing more. */
bool csv_reader_push(struct csv_reader *reader, struct bytes bytes) MUST_USE;

/* The file is over: hands out a last row without line end. False as above. */
bool csv_reader_finish(struct csv_reader *reader) MUST_USE;

/* What went wrong; kind CSV_FINE while nothing did. */
struct csv_fault csv_reader_fault(const struct csv_reader *reader);

#endif
