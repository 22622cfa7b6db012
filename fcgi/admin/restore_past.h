/* What must not come back with a restored past.
 *
 * Always: all sessions end, and every epoch advances, so that imports under way do not commit; key files that were
 * sent and not yet registered are void; mails that waited are void, because they have most probably been sent since,
 * and a mail that is sent twice, with a key that is void, is worse than one that is missing. Idempotency keys stay:
 * their results are in the same backup.
 *
 * Where the newer state can still be read, because --replace gives it up: every account that can be entered otherwise
 * than then (password, key, slip, mail address, lock or deletion changed since) is locked and named, so that no old
 * paper and no revoked key works until an official has decided; accounts registered since are named, because they are
 * lost.
 *
 * Where it cannot, nothing tells what has changed. Initial passwords on paper go on working as they did then; with
 * --expire-passwords none does, and each needs [再発行]. */
#ifndef NSDB_RESTORE_PAST_H
#define NSDB_RESTORE_PAST_H

#include "admin.h"
#include "backup_manifest.h"
#include "backup_query.h"

/* What is known of the newer state. */
struct restore_newer {
    bool known;
    struct restore_standing_rows accounts;  /* by login ID */
};

/* Reads the newer state as far as that goes. */
void restore_past_remember(struct store *store, struct arena *arena, struct restore_newer *newer_out);

/* Carries out the above in one transaction, with its rows in the operation log, and prints what was done. */
enum result restore_past_void(struct store *store, struct arena *arena, const struct backup_manifest *manifest,
    const struct restore_newer *newer, bool expire_passwords) MUST_USE;

#endif
