/* Inside of a key ring, for the files of this room. */
#ifndef NSDB_KEYRING_H
#define NSDB_KEYRING_H

#include "seal.h"

enum { KEY_BYTES = 32, LARGEST_KEY_ID = 255, FINGERPRINT_BYTES = 8 };

/* The key of `id` that seals and opens, or NULL. */
const uint8_t *keyring_seal_key(const struct keyring *keyring, unsigned id);

/* The id of the key that seals today. */
unsigned keyring_newest_seal(const struct keyring *keyring);

#endif
