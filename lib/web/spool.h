/* Temporary files without a name: uploaded files wait there until the request ends. */
#ifndef NSDB_SPOOL_H
#define NSDB_SPOOL_H

#include "arena.h"
#include "result.h"

/* A new, empty, unnamed file in `directory`, open for reading and writing, closed with `arena`. FAILED (logged) when
 * the directory does not take one. */
enum result spool_open(struct arena *arena, const char *directory, int *fd_out) MUST_USE;

/* Appends all of `size` bytes. FAILED (logged), for example when the disk is full. */
enum result spool_write(int fd, const void *data, size_t size) MUST_USE;

#endif
