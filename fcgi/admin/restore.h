/* nsdb-admin restore. */
#ifndef NSDB_RESTORE_H
#define NSDB_RESTORE_H

#include "admin.h"

/* restore FOLDER [--replace] [--expire-passwords]: puts a backup's database and blobs in place, while no program
 * runs. Everything is read and checked before anything is changed: a backup that is damaged, of another site or of a
 * newer release is refused, and so is a schema that is not empty, unless --replace gives it up. The list of
 * migrations comes last: until then no program starts on what is there, and a restore that was interrupted is begun
 * anew with --replace. What must not come back with the past is told in restore_past.h. At the end the operation
 * log's chain is walked. */
int restore_command(struct admin *admin, int argc, char **argv);

#endif
