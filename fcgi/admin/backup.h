/* nsdb-admin backup. */
#ifndef NSDB_BACKUP_H
#define NSDB_BACKUP_H

#include "admin.h"

/* backup DIR [--keep N]: makes DIR/nsdb-TIME from the running site: database, blobs and manifest, under the key ring,
 * which itself is never in it (nsdb-admin keys export). It gets its name when all of it was read back; until then,
 * and after a kill, it is a folder .nsdb-….part, which the next backup removes. With --keep only the N newest are
 * left. Refused when the disk has no room for one as large as the newest and the setting disk_free_mib. */
int backup_command(struct admin *admin, int argc, char **argv);

#endif
