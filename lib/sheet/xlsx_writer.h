/* Writes an .xlsx file whose cells are all texts: leading zeros survive and nothing is a formula (F05). */
#ifndef NSDB_XLSX_WRITER_H
#define NSDB_XLSX_WRITER_H

#include <stdbool.h>

#include "arena.h"
#include "bytes.h"
#include "result.h"

struct xlsx_writer;

/* A workbook with one sheet, written row by row in constant memory. It ends with `arena`. NULL when the system has no
 * room for it (that is logged). */
struct xlsx_writer *xlsx_writer_new(struct arena *arena, const char *sheet_name);

/* Sets the width of a column (from 1) in characters. */
void xlsx_writer_width(struct xlsx_writer *writer, size_t column, double characters);

/* The next row; a heading is bold and stays in view when the sheet scrolls. */
void xlsx_writer_row(struct xlsx_writer *writer, const char *const *cells, size_t count, bool heading);

/* The whole file in `arena`; the writer takes no more. FAILED when it could not be made. */
enum result xlsx_writer_finish(struct xlsx_writer *writer, struct arena *arena, struct bytes *file_out) MUST_USE;

/* The same as the open file itself, for an answer that is sent piece by piece. */
enum result xlsx_writer_finish_file(struct xlsx_writer *writer, int *fd_out) MUST_USE;

#endif
