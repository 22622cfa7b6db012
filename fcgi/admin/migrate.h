/* nsdb-admin migrate. */
#ifndef NSDB_MIGRATE_H
#define NSDB_MIGRATE_H

#include "admin.h"
#include "schema_migration_query.h"

/* Runs the numbered files of the directory sql/migration (setting migration_directory) that the schema has not
 * had yet, statement by statement. --plan only says what would be run, --check answers 3 when something would.
 * A file with the line "-- compatible" only adds what programs of the version before need not know: they go on
 * working, and start, while and after it is applied (tests/house/check_calls holds what such a file may say). An
 * applied file that was changed, or is missing, is refused. A file that failed midway is taken up after its last
 * good statement, once it was mended; one that was interrupted, even where a statement was done and not noted any more. While
 * another nsdb-admin migrates, it waits for that one, at most an hour (schema_lock.h). At the end what an earlier release left
 * without a seal is sealed (migrate_seal.h); --plan and --check tell that, too. */
int migrate(struct admin *admin, int argc, char **argv);

/* Whether a schema that has had these migrations is one of this release or of an older one. FAILED after saying why
 * not. */
enum result migrate_fits(struct admin *admin, struct store *store,
    const struct schema_migration_list_rows *rows) MUST_USE;

#endif
