/* The life of one handler process: waits for a connection, answers, and again, until it is told to stop. */
#ifndef NSDB_REQUEST_LOOP_H
#define NSDB_REQUEST_LOOP_H

#include "app_internal.h"
#include "counters.h"

/* Answers requests from the listening socket until a stop signal. Gives the exit status. A request that takes
 * longer than `request_seconds` ends the process (SIGALRM); the parent starts another. */
int request_loop(struct app *app, int listening_fd, struct counters *counters, unsigned request_seconds);

#endif
