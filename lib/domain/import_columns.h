/* Which column of a file holds which item: found by the heading, in any order. */
#ifndef NSDB_IMPORT_COLUMNS_H
#define NSDB_IMPORT_COLUMNS_H

#include <stdbool.h>

#include "doctor_field.h"
#include "import_report.h"

struct import_columns {
    size_t place[DOCTOR_FIELD_COUNT]; /* column from 1; 0 when the file has none */
    size_t count;                     /* columns of the heading row */
};

/* The heading of the column that our own reports add; it is ignored when the file comes back. */
#define IMPORT_REMARK_HEADING "エラー内容"

/* Reads the heading row. Missing headings (of items that must be filled) and doubled ones are problems,
 * unknown ones and missing optional ones are remarks. Blanks, line breaks and full-width forms in headings do
 * not matter. A row that holds none of them is one problem, which asks for what is likelier than missing columns. False when there
 * was a problem: rows cannot be read then. */
bool import_columns_read(struct arena *arena, const char *const *headings, size_t count, int64_t row,
    struct import_columns *columns_out, struct import_report *report);

/* The label of the item that stands in a column (from 1); "" when none does. */
const char *import_columns_label(const struct import_columns *columns, size_t column);

#endif
