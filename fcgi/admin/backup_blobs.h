/* The files that stay (setting blob_directory) as part of a backup: FOLDER/blobs, the same tree. */
#ifndef NSDB_BACKUP_BLOBS_H
#define NSDB_BACKUP_BLOBS_H

#include <stdbool.h>

#include "backup_manifest.h"

/* Copies every file below `from` and notes it in the manifest. To be done after the database: a file is there before
 * the row that names it. FAILED after saying why. */
enum result backup_blobs_copy(
    struct arena *arena, const char *from, const char *folder, struct backup_manifest *manifest) MUST_USE;

/* Whether the copies are what the manifest says. FAILED after saying why not. */
enum result backup_blobs_check(
    struct arena *arena, const char *folder, const struct backup_manifest *manifest) MUST_USE;

/* Puts the files below `to`, where none is left; they belong to the owner of `to`. FAILED after saying why. */
enum result backup_blobs_restore(
    struct arena *arena, const char *folder, const char *to, const struct backup_manifest *manifest) MUST_USE;

/* Removes what lies below the directory. FAILED after saying why. */
enum result backup_blobs_clear(const char *directory) MUST_USE;

/* Whether nothing lies below the directory, or it is not there. */
bool backup_blobs_none(const char *directory);

#endif
