/* nsdb-admin keys. */
#ifndef NSDB_KEYS_H
#define NSDB_KEYS_H

#include "admin.h"

/* keys init | check | export FILE | restore FILE | rotate | retire. init makes the key file that the setting
 * keyring_file names, readable by its owner alone; one that is there stays as it is, because a lost key is lost
 * data, and none is made beside a database that holds what other keys sealed. The others: keys_escrow.h, keys_rotate.h. */
int keys_command(struct admin *admin, int argc, char **argv);

#endif
