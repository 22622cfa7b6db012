/* nsdb-admin keys. */
#ifndef NSDB_KEYS_H
#define NSDB_KEYS_H

#include <stdbool.h>

#include "admin.h"

/* keys init | check | export FILE | restore FILE | rotate | retire. init makes the key file that the setting keyring_file names, readable by its
 * owner alone; one that is there stays as it is, because a lost key is lost data. The others: keys_escrow.h,
 * keys_rotate.h. */
int keys_command(struct admin *admin, int argc, char **argv);

/* Writes a new file that its owner alone may read, down to the disk. False (errno) when that fails or it is there
 * already. */
bool keys_write(const char *path, const char *text);

/* Whether a sealed copy was made of the keys as they are now. */
bool keys_are_exported(const char *keyring_path);

#endif
