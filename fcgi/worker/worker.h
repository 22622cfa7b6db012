/* nsdb-worker as a whole: settings, keys, the bell, and a process for each lane. */
#ifndef NSDB_WORKER_H
#define NSDB_WORKER_H

/* `--settings FILE [--check-config]`. Gives the exit status. */
int worker_run(int argc, char **argv);

#endif
