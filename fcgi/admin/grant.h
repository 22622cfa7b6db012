/* nsdb-admin grant. */
#ifndef NSDB_GRANT_H
#define NSDB_GRANT_H

#include "admin.h"

/* For each file PROGRAM.sql of the directory grant (setting grant_directory), which the build made from the
 * statements that the program links: makes the database account that PROGRAM.conf beside our own settings file
 * names, and gives it exactly the privileges of the file. Everything else that the account may do is revoked; a program whose
 * file grants nothing has no account.
 * --plan only says what would be done; --add revokes nothing, for the time in which programs of two releases work
 * side by side. */
int grant(struct admin *admin, int argc, char **argv);

#endif
