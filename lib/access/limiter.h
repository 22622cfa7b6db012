/* Guessing is limited twice: each account has 10 tries, counted in the database before anything is verified
 * (sign_in.h); a source that fails often is slowed, by at most 5 s, because a whole hospital may sit behind it. The
 * slowing is nginx's (response_hold): no handler waits. */
#ifndef NSDB_LIMITER_H
#define NSDB_LIMITER_H

#include <stdint.h>

enum { LIMITER_ACCOUNT_TRIES = 10, LIMITER_FREE_FAILURES = 10, LIMITER_DELAY_MOST_MS = 5000 };

/* How long an attempt waits when its source failed so often: nothing for the first 10, then 1, 2, at last 5 s: the
 * times for which conf/nginx has a place to wait. */
int64_t limiter_delay_ms(int64_t failures);

#endif
