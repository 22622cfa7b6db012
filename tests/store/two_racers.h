/* Two people at the same moment, each with a transaction on a connection of its own; NSDB_ROUNDS says how often
 * (20). */
#ifndef NSDB_TWO_RACERS_H
#define NSDB_TWO_RACERS_H

#include "test_store.h"

#include <pthread.h>

static struct arena *arena;
static struct store *stores[2];

struct racer {
    enum result (*body)(struct store *store, void *own); /* own: an arena for this transaction */
    int64_t account_id; /* whose session it is; 0 for none */
    int64_t delay_us;   /* so that each is first now and then */
    struct store *store;
    pthread_barrier_t *start;
    enum result result;
};

static inline void *race(void *state)
{
    struct racer *racer = state;
    struct arena *own = arena_new();
    store_bind_epoch(racer->store, racer->account_id, racer->account_id == 0 ? 0 : 1);
    pthread_barrier_wait(racer->start);
    if (racer->delay_us > 0)
        clock_sleep_us(racer->delay_us);
    racer->result = store_transaction(racer->store, racer->body, own);
    store_bind_epoch(racer->store, 0, 0);
    arena_free(&own);
    return NULL;
}

/* Lets both go and waits for both; each keeps its result. */
static inline void run_race(struct racer *one, struct racer *two)
{
    pthread_barrier_t start;
    pthread_t thread;
    pthread_barrier_init(&start, NULL, 2);
    one->start = two->start = &start;
    one->store = stores[0];
    two->store = stores[1];
    assert_int_equal(pthread_create(&thread, NULL, race, one), 0);
    race(two);
    pthread_join(thread, NULL);
    pthread_barrier_destroy(&start);
}

/* Set-up and tear-down of the group. */
static inline int open_stores(void **state)
{
    (void)state;
    arena = arena_new();
    stores[0] = test_store_open(arena);
    stores[1] = test_store_open(arena);
    return 0;
}

static inline int close_stores(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

#endif
