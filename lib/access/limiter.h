/* Guessing is limited twice: each account has 10 tries, counted in the database before anything is verified
 * (sign_in.h); a source that fails often is slowed, by at most 5 s, because a whole hospital may sit behind it. */
#ifndef NSDB_LIMITER_H
#define NSDB_LIMITER_H

#include <stdbool.h>
#include <stdint.h>

enum { LIMITER_ACCOUNT_TRIES = 10, LIMITER_FREE_FAILURES = 10, LIMITER_DELAY_MOST_MS = 5000 };

/* How long an attempt waits when its source failed so often: nothing for the first 10, then 200 ms for each more. */
int64_t limiter_delay_ms(int64_t failures);

/* Makes the places in which attempts wait; called once before the workers are forked. So many of them may
 * wait at one time that at least one worker is always free. */
void limiter_open(long places);

/* Waits. False at once when all places are taken: the caller answers 503 with Retry-After. */
bool limiter_wait(int64_t delay_ms);

#endif
