/* Notices (R-029…R-032): what they show, and the marks that printing leaves. All calls run inside the
 * caller's transaction. */
#ifndef NSDB_NOTICE_STORE_H
#define NSDB_NOTICE_STORE_H

#include "list.h"
#include "notice_query.h"
#include "store.h"

LIST_TYPE(notice_rows, struct notice_one_out);

/* Reads the notices of designations that `municipality_id` issued, sorted by institution and kana as given.
 * NOT_FOUND when one of them is missing or another's. */
enum result notice_read(struct store *store, struct arena *arena, int64_t municipality_id,
    const char *const *references, size_t count, struct notice_rows *rows_out) MUST_USE;

/* Marks them printed: 未発行 becomes 発行済, the copy number grows, a wanted reprint is done. */
enum result notice_mark(struct store *store, struct arena *arena, const struct notice_rows *rows) MUST_USE;

/* [再発行]: replaces the initial password of a notice that was read in this transaction; the slip number grows and
 * the account is 未発行 again, and a 初回ログイン that the old slip began ends. CONFLICT when somebody reissued
 * meanwhile. */
enum result notice_replace_password(struct store *store, const struct notice_one_out *notice, struct bytes sealed,
    int64_t valid_days) MUST_USE;

#endif
