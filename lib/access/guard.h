/* The guard at the door: may a session of this stage and role use this route? The router asks it before anything
 * of the request's body is read. */
#ifndef NSDB_GUARD_H
#define NSDB_GUARD_H

#include "session.h"

enum guard_answer {
    GUARD_OPEN,
    GUARD_ELSEWHERE,  /* the session has not come so far, or is past it: guard_way() tells where it goes on */
    GUARD_FORBIDDEN   /* the table of rights says no */
};

/* Routes of stage ENROLLING are open to sessions that enrol (institution users below /signin/, all others
 * below /account/) and, below /account/, to full ones: 自アカウント管理 serves both. */
enum guard_answer guard_ask(const struct session *session, enum session_stage needed, enum action right,
    const char *path) MUST_USE;

/* Where a session belongs: its next step of the first sign-in, the second factor, the menu; the sign-in form for
 * none. */
const char *guard_way(const struct session *session);

/* The sign-in form for whom posted something without a session: it says that nothing was registered. */
extern const char guard_sign_in_unsent[];

/* "/signin/?next=…" for a path that was asked for without a session. */
const char *guard_sign_in(struct arena *arena, const char *path, const char *query);

/* `next` when it is an address on this site that a browser may be sent to, otherwise "". */
const char *guard_next(const char *next);

#endif
