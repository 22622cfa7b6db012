/* Sealing: AES-256-GCM with a random nonce under the keys of a key ring outside the database (C03).
 * A sealed value is key id (1 byte), nonce (12), ciphertext, tag (16); associated data binds it to its
 * row, so that sealed values cannot be swapped. */
#ifndef NSDB_SEAL_H
#define NSDB_SEAL_H

#include "arena.h"
#include "bytes.h"
#include "list.h"
#include "result.h"

struct keyring;

/* How much larger a sealed value is than its plain one. */
enum { SEAL_OVERHEAD_BYTES = 1 + 12 + 16 };

/* Reads the key file (mode 0400 or 0440): lines "purpose id hex" with id 1 … 255 and 32 bytes, purposes `seal` (the
 * highest id seals, all open), `log` (the operation log's chain) and `lookup` (HMACs that find rows); each purpose
 * must have a key. A key with the word `next` behind it only opens: every program must know it before the first one
 * seals with it. FAILED with a logged reason. The keys are copied into `arena`: use a wiping one. */
enum result keyring_read(struct arena *arena, const char *path, struct keyring **keyring_out) MUST_USE;

/* The text of a new key file, for nsdb-admin keys. Use a wiping arena. */
const char *keyring_make(struct arena *arena);

/* The text of the key file after a step of nsdb-admin keys rotate: KEYRING_NEXT adds a key to each purpose, which
 * waits; KEYRING_CURRENT lets it work; KEYRING_RETIRE drops those that only open, but for `log`, whose seals stay.
 * NULL when there is no id left. Use a wiping arena. */
enum keyring_step { KEYRING_NEXT, KEYRING_CURRENT, KEYRING_RETIRE };
const char *keyring_changed(struct arena *arena, const struct keyring *keyring, enum keyring_step step);

/* The keys of the ring without their secrets. The fingerprint, 16 hexadecimal digits, tells keys apart and gives
 * nothing away. */
enum keyring_use { KEYRING_WORKS, KEYRING_OPENS, KEYRING_WAITS };
struct keyring_key {
    const char *purpose;
    unsigned id;
    enum keyring_use use;
    const char *fingerprint;
};
LIST_TYPE(keyring_keys, struct keyring_key);
struct keyring_keys keyring_list(struct arena *arena, const struct keyring *keyring);

/* The id of the key that closed a sealed value; 0 for an empty one. */
unsigned seal_key_id(struct bytes sealed);

/* Whether the ring has the key that closed a sealed value, or the value is empty. A key that is missing may only not
 * have been read yet: programs read the ring one after the other (nsdb-admin keys rotate). */
bool seal_key_is_known(const struct keyring *keyring, struct bytes sealed);

/* The id of the key that seals today. */
unsigned seal_newest_key_id(const struct keyring *keyring);

/* Raw keys of the purposes `log` and `lookup`, the newest of each. */
struct bytes keyring_log_key(const struct keyring *keyring);
struct bytes keyring_lookup_key(const struct keyring *keyring);

/* The log keys of the ring one after the other, the latest (age 0) first, then BYTES_NONE: seals of the chain that
 * were made before a key was replaced verify under an older one. */
struct bytes keyring_log_key_aged(const struct keyring *keyring, size_t age);

/* The sealed value, in `arena`. `associated` has to be the same when it is opened. */
struct bytes seal_close(struct arena *arena, const struct keyring *keyring, struct bytes plain, const char *associated);

/* REFUSED when the value was altered, moved to another row, or sealed by an unknown key. Pass a wiping
 * arena for secrets. The plain bytes are followed by a 0 byte. */
enum result seal_open(struct arena *arena, const struct keyring *keyring, struct bytes sealed, const char *associated,
    struct bytes *plain_out) MUST_USE;

/* The same under a passphrase instead of a key ring: for the escrow copy of the key file (nsdb-admin keys export).
 * Argon2id (256 MiB, 3 passes) makes the key; the value starts with its salt. */
struct bytes seal_close_passphrase(struct arena *arena, struct bytes plain, const char *passphrase,
    const char *associated);
enum result seal_open_passphrase(struct arena *arena, struct bytes sealed, const char *passphrase,
    const char *associated, struct bytes *plain_out) MUST_USE;

#endif
