/* The sealed copy of the key file that is kept elsewhere: a lost key is lost data (architecture §7). */
#ifndef NSDB_KEYS_ESCROW_H
#define NSDB_KEYS_ESCROW_H

/* keys export FILE: writes the copy as a text (it may be printed) and prints its new passphrase, once; marks the
 * keys as exported, which /readyz asks for. */
int keys_export(const char *keyring_path, const char *copy_path);

/* keys restore FILE: makes the key file from a copy; the passphrase is read from standard input. A key file that is
 * there stays as it is. */
int keys_restore(const char *keyring_path, const char *copy_path);

#endif
