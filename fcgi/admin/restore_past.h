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

/* Reads the newer state as far as that goes and writes it to the file `path`, since it will be given up. What a restore that was
 * interrupted has left is not it: the list of migrations is missing there, and the file of that restore is read. FAILED, told,
 * when the file cannot be written: then nothing may be given up. */
enum result restore_past_remember(struct store *store, struct arena *arena, const char *path,
    struct restore_newer *newer_out) MUST_USE;

/* Removes the file: the restore is done. */
void restore_past_forget(const char *path);

/* Carries out the above in one transaction, with its rows in the operation log, and prints what was done. */
enum result restore_past_void(struct store *store, struct arena *arena, const struct backup_manifest *manifest,
    const struct restore_newer *newer, bool expire_passwords) MUST_USE;

#endif
