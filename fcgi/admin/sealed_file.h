/* A file of texts, each sealed under the key ring and bound to its file and place: nobody reads it without the keys,
 * and a changed, moved, missing or foreign piece does not open. Each piece is its size in 4 bytes, then the sealed
 * text. */
#ifndef NSDB_SEALED_FILE_H
#define NSDB_SEALED_FILE_H

#include "arena.h"
#include "result.h"
#include "seal.h"

struct sealed_file;

/* What a finished file is. */
struct sealed_file_facts {
    int64_t pieces;
    int64_t bytes;
    const char *sha256; /* hexadecimal */
};

/* SHA-256 of a file, hexadecimal; NULL (errno) when it cannot be read. */
const char *sealed_file_sha256(struct arena *arena, int fd);

/* Makes a new file (mode 0400) that lives as long as `arena`. `reference` binds the pieces. FAILED after saying why. */
enum result sealed_file_make(struct arena *arena, const char *path, const struct keyring *keyring,
    const char *reference, struct sealed_file **file_out) MUST_USE;

/* Adds a piece. */
enum result sealed_file_add(struct sealed_file *file, const char *text) MUST_USE;

/* Brings the file down to the disk and tells what it is. */
enum result sealed_file_finish(struct sealed_file *file, struct sealed_file_facts *facts_out) MUST_USE;

/* Opens a file for reading when it is what `facts` say, to the last byte; FAILED after saying why not. */
enum result sealed_file_open(struct arena *arena, const char *path, const struct keyring *keyring,
    const char *reference, const struct sealed_file_facts *facts, struct sealed_file **file_out) MUST_USE;

/* The next piece, valid until the next call; NOT_FOUND behind the last. FAILED (said) when it does not open. */
enum result sealed_file_next(struct sealed_file *file, const char **text_out) MUST_USE;

#endif
