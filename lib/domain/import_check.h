/* The check of a file of designated doctors, row by row: headings, repairs of Excel damage, the rules
 * of designated_doctor.h, and what rows say about each other. What only the database knows is the store's. */
#ifndef NSDB_IMPORT_CHECK_H
#define NSDB_IMPORT_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include "designated_doctor.h"
#include "import_columns.h"
#include "import_report.h"

enum { IMPORT_ROWS_MOST = 20000 };

/* One cell as a reader found it. */
struct import_cell {
    const char *text;
    bool formula; /* an .xlsx cell that holds a formula: its value is not taken */
};

struct import_check;

/* A check of one file. Keys of all rows live in `arena`, lines in the report's. Repairs are counted and
 * listed either way; the checked doctors carry them, since the rest of the check would drown in their
 * consequences. */
struct import_check *import_check_new(struct arena *arena, const struct designated_doctor_rules *rules,
    struct import_report *report);

enum import_row_kind {
    IMPORT_ROW_HEADING, /* the first row */
    IMPORT_ROW_EMPTY,   /* nothing in it: skipped */
    IMPORT_ROW_DOCTOR,  /* a checked doctor without problems */
    IMPORT_ROW_FAULTY,  /* problems were reported: what could not be read, and keys of earlier rows, are "" */
    IMPORT_ROW_STOP     /* the rest of the file need not be read: no usable headings, or too many rows */
};

/* Checks the next row; `number` as Excel counts. For IMPORT_ROW_DOCTOR and IMPORT_ROW_FAULTY *doctor_out lives in
 * `arena`: the database may have more to say about either. */
enum import_row_kind import_check_row(struct import_check *check, struct arena *arena, int64_t number,
    const struct import_cell *cells, size_t count, struct designated_doctor *doctor_out);

/* After the last row: a file without any doctor is a problem. */
void import_check_finish(struct import_check *check);

/* Rows that held something, the heading not counted. */
int64_t import_check_rows(const struct import_check *check);

/* Where the columns were found; for lines that others add to the report. */
const struct import_columns *import_check_columns(const struct import_check *check);

/* The value of `field` in a row, repaired where that is possible: what the corrected file holds. "" when the
 * file has no such column. */
const char *import_check_repaired(struct arena *arena, const struct import_columns *columns,
    enum doctor_field field, const struct import_cell *cells, size_t count);

#endif
