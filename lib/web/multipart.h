/* multipart/form-data as a stream (RFC 7578): part by part, byte run by byte run, in a window of fixed size,
 * whatever the body's length. */
#ifndef NSDB_MULTIPART_H
#define NSDB_MULTIPART_H

#include "part_header.h"

enum { MULTIPART_PARTS_MOST = 500, MULTIPART_HEADER_BYTES_MOST = 4096, MULTIPART_WINDOW_BYTES = 32 * 1024 };

struct multipart;

/* Where the body comes from: how many bytes were put, 0 at the true end, -1 when it was cut short. */
typedef long (*multipart_source)(void *from, void *buffer, size_t size);

/* Starts on a body with the boundary of its Content-Type. REFUSED when the boundary is none (RFC 2046 §5.1.1).
 * The window lives in `arena`: pass the wiping one, parts may hold secrets. */
enum result multipart_open(struct arena *arena, const char *boundary, multipart_source source, void *from,
    struct multipart **multipart_out) MUST_USE;

/* Skips what is left of the current part and reads the header of the next into `arena`. NOT_FOUND after the last
 * one, REFUSED when malformed or cut short (also: a preamble, bytes behind the end, too many parts, too long a
 * header). */
enum result multipart_next(struct multipart *multipart, struct arena *arena, struct part_header *header_out) MUST_USE;

/* The next bytes of the part: how many (up to `size`), 0 at its end, -1 when malformed or cut short. */
long multipart_read(struct multipart *multipart, void *buffer, size_t size);

#endif
