/* A worker of its own, its database and the end of both: what the tests of a lane stand on. */
#ifndef NSDB_ONE_WORKER_H
#define NSDB_ONE_WORKER_H

#include "test_store.h"

#include "worker_process.h"

static struct arena *arena;
static struct store *store;
static struct worker_process *worker;

static inline int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    store = test_store_open(arena);
    worker = worker_process_prepare(arena, "");
    return 0;
}

static inline int tear_down(void **state)
{
    (void)state;
    worker_process_remove(worker);
    arena_free(&arena);
    return 0;
}

/* Starts it and waits for the lane under test. */
static inline void start_lane(const char *lane)
{
    worker_process_start(worker);
    worker_process_lane(worker, lane);
}

#endif
