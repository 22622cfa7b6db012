/* The end of 初回ログイン: 利用中. */
#ifndef NSDB_FINISH_H
#define NSDB_FINISH_H

#include "app.h"

/* Makes the account 利用中, ends its other sessions and gives this browser a full session under a new token (S03).
 * Inside the caller's transaction; the caller hands *token_out to session_cookie(). */
enum result finish_first_signin(struct context *context, const char **token_out) MUST_USE;

#endif
