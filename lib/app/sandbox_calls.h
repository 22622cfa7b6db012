/* The system calls of the sandbox, as lists: what may be done, by all or by lanes only, and what only an intruder does. */
#ifndef NSDB_SANDBOX_CALLS_H
#define NSDB_SANDBOX_CALLS_H

enum { SANDBOX_CALLS_END = -1000000 };

/* Ended by SANDBOX_CALLS_END. */
extern const int sandbox_allowed_calls[];
extern const int sandbox_lane_calls[]; /* besides, in lanes of nsdb-worker */
extern const int sandbox_hostile_calls[];

#endif
