/* The ZIP archive around an .xlsx file, read from front to back under limits. Inside the room sheet only. */
#ifndef NSDB_XLSX_ARCHIVE_H
#define NSDB_XLSX_ARCHIVE_H

#include "table_source.h"

struct xlsx_archive;

/* Starts at the first entry. FAILED when the input cannot be read. */
enum result xlsx_archive_open(struct arena *arena, const struct table_input *input, struct xlsx_archive **archive_out)
    MUST_USE;

/* The next entry's name (valid until the next call), or NULL at the end or when the archive is broken or
 * breaks a limit: xlsx_archive_fault() tells. What was not read of the entry before counts as if it had been. */
const char *xlsx_archive_next(struct xlsx_archive *archive);

/* The next bytes of the entry: how many, 0 at its end, -1 when something is wrong. */
long xlsx_archive_read(struct xlsx_archive *archive, void *buffer, size_t size);

/* What is wrong: "" for nothing, "zip_broken", "zip_bomb" or "input". */
const char *xlsx_archive_fault(const struct xlsx_archive *archive);

#endif
