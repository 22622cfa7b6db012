/* nsdb-admin keys rotate, retire and check: replacing the keys while the site works.
 *
 * A program that runs knows the keys of its start, so a new key must be known everywhere before the first program
 * seals with it. `rotate` therefore goes in steps, and the key file itself says which is next; each may be repeated
 * after a kill:
 *   1. no second key: each purpose gets one that waits (it opens, and does not seal). Export the keys; reload all.
 *   2. a key waits: it becomes the one that seals, and the older one only opens. Reload all programs.
 *   3. an older one is left: everything in the database is sealed anew under the new key, and opened to see.
 * `retire` drops the older keys when nothing in the database is sealed under them. Keys of the log's chain stay for
 * ever. Backups from before need the copy of the keys that was exported in step 1. */
#ifndef NSDB_KEYS_ROTATE_H
#define NSDB_KEYS_ROTATE_H

#include "admin.h"

/* The next step. REFUSED steps say what has to be done first. */
int keys_rotate(struct admin *admin);

/* Drops old keys; refused while a value needs one, and while the keys as they are have not been exported. */
int keys_retire(struct admin *admin);

/* Shows every key with its use and fingerprint, and opens everything that is sealed. Fails when a value does not
 * open. */
int keys_check(struct admin *admin);

#endif
