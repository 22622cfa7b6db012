/* nsdb-worker in tests: a folder with settings and keys, the program started and killed, its lanes found by their
 * log lines. The program's path comes from the environment: NSDB_WORKER. */
#ifndef NSDB_WORKER_PROCESS_H
#define NSDB_WORKER_PROCESS_H

#include <stdbool.h>
#include <sys/types.h>

#include "arena.h"
#include "seal.h"

struct worker_process {
    struct arena *arena;
    const char *folder;
    const char *settings; /* path */
    const char *log;      /* path */
    struct keyring *keyring;
    pid_t process;
};

/* Makes the folder with a key ring and a settings file: the database of the tests, mails in a Maildir of the
 * folder, and `more` lines, which win. */
struct worker_process *worker_process_prepare(struct arena *arena, const char *more);

void worker_process_start(struct worker_process *worker);

/* The process of a lane since the last start; waits until it works. */
pid_t worker_process_lane(const struct worker_process *worker, const char *lane);

/* SIGKILL to the worker and all its lanes, and SIGTERM with a check that it ends well. */
void worker_process_kill(struct worker_process *worker);
void worker_process_stop(struct worker_process *worker);

/* Ends and removes everything. */
void worker_process_remove(struct worker_process *worker);

#endif
