/* What others do to an account, the same whoever asks: municipalities for their doctors and
 * staff, institutions for their users. Find the target first, ask rights_allow() with its relation, then act. All
 * calls run inside the caller's transaction; the caller writes the operation log. */
#ifndef NSDB_ACCOUNT_LIFE_STORE_H
#define NSDB_ACCOUNT_LIFE_STORE_H

#include "account_life_query.h"
#include "rights.h"
#include "store.h"

/* Who asks: from the session. */
struct account_asker {
    int64_t account_id;
    enum role role;
    int64_t municipality_id; /* of a municipal asker; else 0 */
    int64_t institution_id;  /* of an institution's asker; else 0 */
};

struct account_target {
    struct account_target_out row;
    enum role role;
    enum relation relation;
    int64_t asker_municipality_id; /* of a municipal asker; else 0 */
};

/* The account with this public id, and how the asker stands to it. NOT_FOUND when there is none, it is deleted, or
 * the asker has no relation to it: all three look alike. */
enum result account_target_find(struct store *store, struct arena *arena, const struct account_asker *asker,
    const char *reference, struct account_target *target_out) MUST_USE;

/* パスワード初期化: a new initial password (crypto/initial_password, for slip account_next_slip()), 未発行 again, all sessions
 * end; mail and key stay. Notices of what the asking municipality granted to a doctor show it, even of designations that
 * were added to the login. */
enum result account_password_reset(struct store *store, const struct account_target *target, struct bytes sealed,
    int64_t valid_days) MUST_USE;

/* The slip number of the next initial password. */
int64_t account_next_slip(const struct account_target *target);

/* アカウントロック解除: lock and counted failures end; the password stays. CONFLICT when it is not locked. */
enum result account_unlock_now(struct store *store, const struct account_target *target) MUST_USE;

/* 暗号化鍵再発行: the key is void, sessions end, mail and key are registered again at the next sign-in. */
enum result account_key_reissue(struct store *store, int64_t account_id) MUST_USE;

/* アカウント削除: key and passwords are void, sessions end, designations, affiliations and 責任者 end; signing in answers
 * like an unknown ID. CONFLICT when it is deleted already. */
enum result account_delete(struct store *store, int64_t account_id) MUST_USE;

#endif
