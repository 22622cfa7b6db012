/* The end of 初回ログイン: 利用中, and a new 責任者 takes over. */
#ifndef NSDB_FINISH_H
#define NSDB_FINISH_H

#include "app.h"

/* Makes the account 利用中, ends its other sessions and gives this browser a full session under a new token (S03).
 * Inside the caller's transaction; the caller hands *token_out to session_cookie(). */
enum result finish_first_signin(struct context *context, const char **token_out) MUST_USE;

/* Waits for whoever else is changing the 責任者 of the institution, when this person is to become it. First call
 * of a transaction that may end with finish_first_signin(). REFUSED when the expectation was taken away. */
enum result finish_hold(struct context *context) MUST_USE;

/* Answers a step that failed. An account that was deleted or revoked meanwhile learns that somebody was first. */
void finish_refuse(struct context *context, enum result result);

#endif
