/* The header lines of one multipart part: which field it is, and which file (RFC 7578 §4.2). */
#ifndef NSDB_PART_HEADER_H
#define NSDB_PART_HEADER_H

#include <stdbool.h>

#include "arena.h"
#include "result.h"

struct part_header {
    const char *name;      /* the field's name, bytes as sent */
    const char *file_name; /* NULL when the part is no file; else without folders, bytes not judged */
};

/* Reads the lines (CRLF between them, none at the end). REFUSED when a line is malformed, there are more than 16,
 * Content-Disposition is missing, doubled or not form-data, or a transfer encoding changes the bytes. */
enum result part_header_read(struct arena *arena, const char *lines, struct part_header *header_out) MUST_USE;

#endif
