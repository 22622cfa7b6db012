/* The key file and its mark: written whole or not at all, and known to be kept elsewhere, too. */
#ifndef NSDB_KEYS_FILE_H
#define NSDB_KEYS_FILE_H

#include <stdbool.h>

#include "arena.h"

/* Writes a new file that its owner alone may read, down to the disk: beside its place first, and there once it is whole.
 * False (errno) when that fails or it is there already (EEXIST); what is there then is what was there before. */
bool keys_file_write(const char *path, const char *text);

/* Marks the keys as kept elsewhere, too: /readyz and nsdb-admin backup look for it. Says so when it cannot. */
void keys_file_mark_exported(struct arena *arena, const char *keyring_path);

/* Whether a sealed copy was made of the keys as they are now. */
bool keys_file_is_exported(struct arena *arena, const char *keyring_path);

#endif
