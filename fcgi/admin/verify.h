/* nsdb-admin verify: whether the operation log is what was written. */
#ifndef NSDB_VERIFY_H
#define NSDB_VERIFY_H

#include "admin.h"
#include "seal.h"

/* verify [--anchor SEQUENCE:HMAC]: walks the chain of seals and names every row that was altered or removed, every
 * gap, and rows that have been waiting for their seal for more than a minute. It prints the end of the chain: noted
 * down elsewhere and given back as --anchor later, it also shows that nobody cut the end off and wrote it anew. */
int verify_command(struct admin *admin, int argc, char **argv);

/* The walk alone, with an anchor (sequence 0: none); prints findings and the end of the chain. ADMIN_DONE when
 * nothing was found. */
int verify_chain(struct store *store, const struct keyring *keyring, int64_t anchor_sequence, const char *anchor_hmac);

#endif
