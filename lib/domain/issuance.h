/* Issue states of an ID: what the lists show, and when a notice may be printed. */
#ifndef NSDB_ISSUANCE_H
#define NSDB_ISSUANCE_H

#include <stdbool.h>
#include <stdint.h>

#include "day.h"

enum issue_state {
    ISSUE_UNISSUED, /* 未発行 */
    ISSUE_ISSUED,   /* 発行済(初期パスワードの状態) */
    ISSUE_ACTIVE,   /* 利用中 */
    ISSUE_LOCKED,   /* ロック中 */
    ISSUE_EXPIRED,  /* 有効期限切れ */
    ISSUE_DELETED   /* 削除済 */
};

/* What the database knows about one designation's ID. */
struct issue_facts {
    const char *stored_state; /* account.issue_state */
    bool locked;
    bool added_to_login;      /* the doctor already had a login under the other scheme */
    bool printed;             /* a notice of this designation was printed; asked for added ones only */
    struct day expires_on;    /* of the designation */
    struct day today;         /* in Japan, as the database says */
};

/* The one state that a list shows: deleted before expired before locked before the stored one. The stored state is the
 * login's; a designation that was added to a login is 未発行 until its own notice was printed, so that nobody is left out
 * when 未発行 is printed, and then no longer, whether or not the login's first notice was. */
enum issue_state issue_state_of(const struct issue_facts *facts);

/* The word for URLs ("unissued") and the label for people. */
const char *issue_state_word(enum issue_state state);
const char *issue_state_label(enum issue_state state);

/* Whether a notice may be printed: in 未発行 and 発行済 only, whatever lock or expiry say about
 * the ID itself. A designation that was added to a login prints at any time: its notice holds no password. */
bool issue_notice_printable(const struct issue_facts *facts);

/* Whether a row has a checkbox for a bundle: printable and neither ロック中 nor 有効期限切れ. A letter to somebody who cannot
 * get in with it is a decision about one person, so it has a button of its own; unlocking and extending many is
 * chosen in the list's other mode, where every row has a box. */
bool issue_notice_choosable(const struct issue_facts *facts);

#endif
