/* Small files read and written as a whole: wordings, statements, templates, scripts. */
#ifndef NSDB_WHOLE_FILE_H
#define NSDB_WHOLE_FILE_H

#include "buffer.h"
#include "result.h"

/* Adds the file's bytes to `content`. FAILED, with errno, when it cannot be opened or read or is larger than
 * `most_bytes` (EFBIG). */
enum result whole_file_read(const char *path, size_t most_bytes, struct buffer *content) MUST_USE;

/* Makes the file, or gives it this content. FAILED, with errno, when it cannot be written; it may then be cut short. */
enum result whole_file_write(const char *path, struct bytes content) MUST_USE;

#endif
