/* The bell between handlers and nsdb-worker: a datagram socket <run_directory>/worker.sock. A lost ring costs
 * nothing but time: the worker looks for work each second anyway. */
#ifndef NSDB_WORKER_WAKE_H
#define NSDB_WORKER_WAKE_H

#include "settings.h"

/* Tells the worker that there is something to do. Call it after the commit. Never waits, never fails. */
void worker_wake(const struct settings *settings);

/* Opens the worker's end (mode 0660; a socket that a dead worker left is replaced). -1 (logged) when that fails. */
int worker_wake_listen(const struct settings *settings);

#endif
