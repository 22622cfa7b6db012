/* Signals that ask a process to end: held back while it works, seen only where it waits. So no work is ever cut
 * off, and no library finds its calls interrupted. */
#ifndef NSDB_STOP_SIGNALS_H
#define NSDB_STOP_SIGNALS_H

#include <signal.h>

enum stop {
    STOP_NONE,
    STOP_DRAINING, /* SIGTERM, SIGINT: end when nothing waits any more */
    STOP_NOW       /* SIGQUIT: end after the work in hand; others take what waits */
};

/* Installs the handlers and blocks the signals. SIGPIPE and SIGUSR1 are ignored: a broken connection is an error of
 * its write, no more. Call it before a library installs handlers of its own. */
void stop_signals_hold(void);

/* The mask to wait with (epoll_pwait, ppoll): the process's own without the stop signals. */
const sigset_t *stop_signals_while_waiting(void);

/* What was asked so far, held signals too; STOP_NOW wins. */
enum stop stop_signals_seen(void);

#endif
