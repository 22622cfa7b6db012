/* nsdb-admin migrate. */
#ifndef NSDB_MIGRATE_H
#define NSDB_MIGRATE_H

#include "admin.h"

/* Runs the numbered files of the directory sql/migration (setting migration_directory) that the schema has not
 * had yet, statement by statement. --plan only says what would be run, --check answers 3 when something would.
 * An applied file that was changed, or is missing, is refused. A file that failed midway is taken up after its last
 * good statement, once it was mended. */
int migrate(struct admin *admin, int argc, char **argv);

#endif
