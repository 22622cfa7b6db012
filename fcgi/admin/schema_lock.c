/* The lock that keeps two nsdb-admin apart. */
#include "schema_lock.h"

#include <inttypes.h>
#include <stdio.h>

#include "schema_lock_query.h"

static enum result try_for(struct store *store, struct arena *arena, int64_t seconds, bool *taken_out)
{
    struct schema_lock_take_out lock = {0};
    enum result result = schema_lock_take(store, arena, &(struct schema_lock_take_in){seconds}, &lock);
    *taken_out = result == OK && lock.taken != 0;
    return result;
}

enum result schema_lock_take_within(struct store *store, struct arena *arena, int64_t seconds)
{
    bool taken = false;
    enum result result = try_for(store, arena, 0, &taken);
    if (result != OK || taken)
        return result;
    fprintf(stderr, "nsdb-admin: another nsdb-admin is at work on this database: waiting for it, at most %" PRId64 " seconds.\n",
        seconds);
    result = try_for(store, arena, seconds, &taken);
    if (result != OK || taken)
        return result;
    fprintf(stderr, "nsdb-admin: another nsdb-admin (migrate, restore or keys) is still at work on this database; nothing was done. "
        "Run this again when it has ended.\n");
    return REFUSED;
}

enum result schema_lock_check(struct store *store, struct arena *arena)
{
    struct schema_lock_held_out lock = {0};
    enum result result = schema_lock_held(store, arena, &lock);
    if (result != OK || lock.held != 0)
        return result;
    fprintf(stderr, "nsdb-admin: the connection to the database was lost, and with it the lock against another nsdb-admin. "
        "Run this again.\n");
    return REFUSED;
}
