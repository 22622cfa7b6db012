/* The chain over the operation log: each seal is an HMAC over its number, the seal before and the whole log row, so
 * that a changed, removed or inserted row shows. The worker's sealing lane makes it, nsdb-admin verify checks it. */
#ifndef NSDB_LOG_CHAIN_H
#define NSDB_LOG_CHAIN_H

#include "arena.h"
#include "digest.h"
#include "seal_query.h"

/* The seal of a log row at place `sequence` behind the seal `previous` (32 zero bytes for the first). */
struct digest log_chain_seal(struct arena *arena, struct bytes key, int64_t sequence, struct bytes previous,
    const struct log_row_out *row);

#endif
