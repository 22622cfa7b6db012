/* A parent that keeps a number of worker processes alive: starts them, starts them again when they die, stops them
 * gracefully. FastCGI programs use it for their handlers, nsdb-worker for its lanes. */
#ifndef NSDB_WORKER_POOL_H
#define NSDB_WORKER_POOL_H

#include <signal.h>

#include "arena.h"

struct worker_pool_plan {
    int size;
    int stop_seconds; /* a worker that is still busy then is killed */
    /* The life of one worker, in its own process; slot from 0 to size - 1. Its result is the exit status. The signals
     * that the parent watches are blocked: the worker calls stop_signals_hold() first. */
    int (*work)(void *context, int slot);
    /* Called in the parent before workers are told to stop for good; may be NULL. */
    void (*before_stop)(void *context);
    void *context;
};

enum worker_pool_end {
    WORKER_POOL_STOPPED, /* SIGTERM, SIGINT or SIGQUIT came, and all workers have ended */
    WORKER_POOL_RELOAD   /* SIGHUP came; the workers go on */
};

struct worker_pool;

/* Blocks the parent's signals and starts the workers. Processes in `inherited` ("12,34", of the program that this
 * process was before a reload; "" for none) are told to end once the new ones work; a stop waits for them, too. */
struct worker_pool *worker_pool_start(struct arena *arena, const struct worker_pool_plan *plan, const char *inherited);

/* Watches the workers until a signal asks for an end or a reload. */
enum worker_pool_end worker_pool_watch(struct worker_pool *pool);

/* The processes that live, and those that still leave since the last reload, "12,34": for the program that takes
 * over. */
const char *worker_pool_processes(const struct worker_pool *pool, struct arena *arena);

#endif
