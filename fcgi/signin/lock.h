/* What both factors do when the last try was wrong. */
#ifndef NSDB_LOCK_H
#define NSDB_LOCK_H

#include "app.h"
#include "sign_in.h"

/* Locks the account when its tries are used up, logs it and writes to the owner. Inside the caller's transaction.
 * *locked_out (NULL allowed) tells whether it was locked just now. */
enum result lock_when_used_up(struct context *context, const struct sign_in *sign_in, bool *locked_out) MUST_USE;

#endif
