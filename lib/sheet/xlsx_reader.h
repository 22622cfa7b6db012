/* The first sheet of an .xlsx file. Limits hold against bombs: 1,000 entries, 128 MiB unpacked, no DOCTYPE, 200
 * columns, 4,000 bytes a cell. Use table_read(), which tells the formats apart. */
#ifndef NSDB_XLSX_READER_H
#define NSDB_XLSX_READER_H

#include "table_source.h"

/* As table_read(), for a file that is known to be a ZIP archive. The fault's message is constant. */
enum result xlsx_read(const struct table_input *input, bool (*take)(void *context, const struct table_row *row),
    void *context, struct table_fault *fault_out) MUST_USE;

#endif
