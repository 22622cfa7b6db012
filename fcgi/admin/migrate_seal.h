/* The end of nsdb-admin migrate: values that a release before migration 0017 left without a seal (hashes of passwords and of answers
 * to 秘密の質問, C02) are sealed under the key ring. SQL cannot do that: it has no keys. */
#ifndef NSDB_MIGRATE_SEAL_H
#define NSDB_MIGRATE_SEAL_H

#include "admin.h"

/* Seals them, some hundred in each transaction, and tells how many; the key ring is read only when there are some. With `run`
 * false it only tells. *wanting_out is how many there were before. FAILED, told, when the key ring cannot be read or a value does
 * not open: what is sealed stays sealed, the programs work with the others as they are, and migrate begins here again. */
enum result migrate_seal(struct admin *admin, struct store *store, bool run, int64_t *wanting_out) MUST_USE;

#endif
