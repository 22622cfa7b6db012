/* Uploaded lists in the database: pieces of 1 MiB, each sealed for its file and place, so that any host's
 * worker can read them and the disk never holds a name in clear (architecture §10). */
#ifndef NSDB_IMPORT_FILE_H
#define NSDB_IMPORT_FILE_H

#include <stdbool.h>

#include "seal.h"
#include "store.h"

enum { IMPORT_FILE_BYTES_MOST = 20 * 1024 * 1024 };

/* Seals the open file `fd` (read from its start) piece by piece and writes the pieces. Runs inside the
 * caller's transaction; needs memory for one piece. */
enum result import_file_write(struct store *store, const struct keyring *keyring, int64_t import_id,
    const char *reference, int fd) MUST_USE;

/* Reads a file again; belongs to `arena`. `secrets` is a wiping arena that nobody else uses: it holds one
 * piece. */
struct import_file;
struct import_file *import_file_open(struct arena *arena, struct arena *secrets, struct store *store,
    const struct keyring *keyring, int64_t import_id, const char *reference);

/* The next bytes: how many, 0 at the end, -1 when a piece cannot be had or was altered (logged). The first
 * argument is the struct import_file: both fit a struct table_input of the room sheet. */
long import_file_read(void *file, void *buffer, size_t size);

/* Back to the start. */
bool import_file_restart(void *file);

#endif
