/* The database's part of a backup: FOLDER/database, a sealed file of SQL statements. */
#ifndef NSDB_BACKUP_DATABASE_H
#define NSDB_BACKUP_DATABASE_H

#include "admin.h"
#include "backup_manifest.h"

/* Copies all tables as they are at one moment, while the site works, and fills the manifest's part. FAILED after
 * saying why. */
enum result backup_database(struct store *store, struct arena *arena, const struct keyring *keyring, const char *folder,
    struct backup_manifest *manifest) MUST_USE;

/* Whether the copy is whole and opens, to the last statement. FAILED after saying why not. */
enum result backup_database_check(struct arena *arena, const struct keyring *keyring, const char *folder,
    const struct backup_manifest *manifest) MUST_USE;

/* Runs the statements of the copy in an empty schema: first those of all tables but the list of migrations, with
 * which no program starts (`list` false), then those of the list (`list` true). FAILED after saying why. */
enum result backup_database_load(struct store *store, struct arena *arena, const struct keyring *keyring,
    const char *folder, const struct backup_manifest *manifest, bool list) MUST_USE;

#endif
