/* The bell: one process takes the rings that handlers send to the worker's socket (lib/app/worker_wake.h) and passes
 * them on to every lane. */
#ifndef NSDB_BELL_H
#define NSDB_BELL_H

#include "arena.h"
#include "result.h"
#include "settings.h"

struct bell {
    int socket;
    int *lanes;   /* one eventfd for each lane */
    int count;
};

/* Opens socket and lines before any process is forked. FAILED (logged) when that is impossible. */
enum result bell_open(struct arena *arena, const struct settings *settings, int count, struct bell *bell_out) MUST_USE;

/* The life of the bell's process; gives its exit status. */
int bell_live(const struct bell *bell, const struct settings *settings);

#endif
