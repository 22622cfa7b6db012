/* CSV for Excel: RFC 4180, UTF-8 with BOM, CRLF. A cell that a spreadsheet would take for a formula is
 * neutralised by an apostrophe in front (F05). */
#ifndef NSDB_CSV_WRITER_H
#define NSDB_CSV_WRITER_H

#include <stdbool.h>

#include "buffer.h"

/* The BOM: once, at the start of the file. */
void csv_begin(struct buffer *to);

/* One cell; `first` says whether it opens its row. */
void csv_cell(struct buffer *to, bool first, const char *text);

/* Ends the row. */
void csv_end_row(struct buffer *to);

/* A whole row. */
void csv_row_add(struct buffer *to, const char *const *cells, size_t count);

/* Whether a spreadsheet may take the text for a formula: it starts with = + - @ TAB CR or ＝＋－＠. */
bool csv_is_formula(const char *text);

#endif
