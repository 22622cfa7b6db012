/* A lane of the worker: a process of its own that does one kind of work, piece by piece, and waits for the bell or a
 * second when there is nothing to do. Lanes never wait for each other.
 *
 * A new kind of work is one file with a pass function and one line in lanes.c. Imports, for example, have two lanes
 * with one pass function each, bool import_lane_small(struct lane *lane) and bool import_lane_large(struct lane
 * *lane): claim a waiting import under lane->owner, work on lane->store, write progress and prolong the lease on
 * lane_progress(lane). */
#ifndef NSDB_LANE_H
#define NSDB_LANE_H

#include <stdbool.h>

#include "arena.h"
#include "seal.h"
#include "settings.h"
#include "store.h"

struct lane {
    const char *name;
    const struct settings *settings;
    const struct keyring *keyring;
    const char *owner;      /* lease owner of its claims: stays the same when the lane's process is replaced */
    struct store *store;    /* for the work; there in every pass */
    struct arena *arena;    /* of one pass */
    struct arena *secrets;  /* of one pass, wiped */
    struct arena *life;     /* of the process */
    void *state;            /* the lane's own, in `life`; made by start */
    struct store *progress; /* use lane_progress() */
};

struct lane_plan {
    const char *name;

    /* Once in each process, before the first pass; the database answers. May be NULL. FAILED ends the process; the
     * parent starts another. */
    enum result (*start)(struct lane *lane);

    /* Does one piece of work. True: there was something, come again at once. False: nothing to do, or the database
     * failed; the lane waits. Arenas are reset and the log's request id is cleared afterwards. */
    bool (*pass)(struct lane *lane);
};

/* A second connection, so that progress is seen by others while the work's transaction is open. NULL when the database
 * does not answer. */
struct store *lane_progress(struct lane *lane);

/* Whether the worker was asked to end: a pass that does several independent things stops between them. */
bool lane_must_stop(void);

/* The life of a lane's process; `bell` is readable when somebody rang. Gives the exit status. */
int lane_live(const struct lane_plan *plan, struct lane *lane, int bell);

#endif
