/* CSV for Excel: RFC 4180, UTF-8 with BOM, CRLF. A cell that a spreadsheet would take for a formula is
 * neutralised by an apostrophe in front (F05). */
#ifndef NSDB_CSV_WRITER_H
#define NSDB_CSV_WRITER_H

#include "buffer.h"

/* The BOM: once, at the start of the file. */
void csv_begin(struct buffer *to);

/* One row. */
void csv_row_add(struct buffer *to, const char *const *cells, size_t count);

#endif
