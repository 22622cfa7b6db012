/* The newest rows (of some seconds) are looked at in every pass; young ones (of the last 15 minutes), which a slow
 * transaction may still have committed, every 10 s; older ones in slices by the way. So every row is found, whatever
 * the order of commits, and neither a busy quarter of an hour nor a log of millions of rows costs much: a look at
 * 20,000 sealed rows takes the database 36 ms. Several hosts may seal at once: the loser's transaction fails and is
 * tried again. */
#include "seal_lane.h"

#include "clock.h"
#include "log.h"
#include "log_chain.h"
#include "seal_query.h"

enum { ROWS_AT_ONCE = 500, SWEEP_IDS = 5000, NEWEST_SECONDS = 5, YOUNG_SECONDS = 900 };
enum { SECOND_US = 1000 * 1000, YOUNG_US = 10 * SECOND_US, FLOOR_US = 60 * SECOND_US };

struct seal_lane {
    int64_t floor;            /* rows up to here are old */
    int64_t floor_due_us;
    int64_t newest;           /* rows after it are the newest */
    int64_t young_due_us;
    int64_t swept;            /* old rows up to here have been looked at in this round */
    int64_t sweep_due_us;
    bool swept_once;
};

/* What one transaction seals. */
struct sealing {
    struct lane *lane;
    int64_t after;
    int64_t upto;
    size_t sealed;
};

static enum result end_of_chain(struct sealing *sealing, struct seal_last_out *last_out)
{
    static const uint8_t zeros[DIGEST_BYTES];
    struct lane *lane = sealing->lane;
    enum result result = seal_last(lane->store, lane->arena, last_out);
    if (result == NOT_FOUND) {
        *last_out = (struct seal_last_out){0, {zeros, sizeof zeros}};
        return OK;
    }
    return result;
}

static enum result seal_rows(struct store *store, void *context)
{
    struct sealing *sealing = context;
    struct lane *lane = sealing->lane;
    struct log_row_rows waiting = {0};
    struct seal_last_out last;
    sealing->sealed = 0;
    enum result result = end_of_chain(sealing, &last);
    if (result == OK)
        result = seal_waiting(store, lane->arena,
            &(struct seal_waiting_in){sealing->after, sealing->upto, ROWS_AT_ONCE}, &waiting);
    if (result != OK || waiting.count == 0)
        return result;
    struct seal_insert_in *seals = arena_make_array(lane->arena, struct seal_insert_in, waiting.count);
    struct digest *digests = arena_make_array(lane->arena, struct digest, waiting.count);
    struct bytes previous = last.hmac;
    for (size_t i = 0; i < waiting.count; i++) {
        int64_t sequence = last.sequence + 1 + (int64_t)i;
        digests[i] = log_chain_seal(lane->arena, keyring_log_key(lane->keyring), sequence, previous, &waiting.items[i]);
        seals[i] = (struct seal_insert_in){sequence, waiting.items[i].log_id, previous, digest_bytes(&digests[i])};
        previous = digest_bytes(&digests[i]);
    }
    sealing->sealed = waiting.count;
    return seal_insert_bulk(store, seals, waiting.count);
}

/* Seals rows of a range of ids; how many, 0 also when the database failed or another host was first. */
static size_t seal_range(struct lane *lane, int64_t after, int64_t upto)
{
    struct sealing sealing = {.lane = lane, .after = after, .upto = upto};
    enum result result = store_transaction(lane->store, seal_rows, &sealing);
    if (result == CONFLICT)
        log_info("seal", "another host sealed at the same time");
    return result == OK ? sealing.sealed : 0;
}

static void find_floor(struct lane *lane, int64_t now)
{
    struct seal_lane *seal = lane->state;
    struct seal_quiet_id_out quiet;
    if (now < seal->floor_due_us
        || seal_quiet_id(lane->store, lane->arena, &(struct seal_quiet_id_in){YOUNG_SECONDS}, &quiet) != OK)
        return;
    seal->floor = quiet.id;
    seal->floor_due_us = now + FLOOR_US;
}

/* Seals what is newest or, when it is time, all that is young; true when there may be more. */
static bool seal_young(struct lane *lane, int64_t now)
{
    struct seal_lane *seal = lane->state;
    struct seal_quiet_id_out quiet;
    bool all = now >= seal->young_due_us;
    if (seal_range(lane, all ? seal->floor : seal->newest, INT64_MAX) == ROWS_AT_ONCE)
        return true;
    if (all && seal_quiet_id(lane->store, lane->arena, &(struct seal_quiet_id_in){NEWEST_SECONDS}, &quiet) == OK) {
        seal->newest = quiet.id;
        seal->young_due_us = now + YOUNG_US;
    }
    return false;
}

/* Looks at the next slice of old rows; true when there was something to seal or the first round is not over. */
static bool sweep(struct lane *lane, int64_t now)
{
    struct seal_lane *seal = lane->state;
    if (now < seal->sweep_due_us)
        return false;
    int64_t upto = seal->swept + SWEEP_IDS < seal->floor ? seal->swept + SWEEP_IDS : seal->floor;
    if (seal_range(lane, seal->swept, upto) > 0)
        return true;
    seal->swept_once = seal->swept_once || upto >= seal->floor;
    seal->swept = upto >= seal->floor ? 0 : upto;
    if (seal->swept_once)
        seal->sweep_due_us = now + SECOND_US;
    return !seal->swept_once;
}

enum result seal_lane_start(struct lane *lane)
{
    lane->state = arena_make(lane->life, struct seal_lane);
    return OK;
}

bool seal_lane_pass(struct lane *lane)
{
    int64_t now = clock_monotonic_us();
    find_floor(lane, now);
    return seal_young(lane, now) || sweep(lane, now);
}
