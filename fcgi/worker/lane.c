/* The loop of a lane. */
#include "lane.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include "log.h"
#include "sandbox.h"
#include "stop_signals.h"

enum { LONGEST_WAIT_MS = 1000, EXIT_FAILED = 1 };

/* Waits for the bell, at most so long; stop signals are seen here only. */
static void wait_for(int bell, int ms)
{
    uint64_t rings;
    struct pollfd ringing = {.fd = bell, .events = POLLIN};
    struct timespec longest = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L};
    if (ppoll(&ringing, 1, &longest, stop_signals_while_waiting()) == 1)
        (void)!read(bell, &rings, sizeof rings);
}

bool lane_must_stop(void)
{
    wait_for(-1, 0);
    return stop_signals_seen() != STOP_NONE;
}

struct store *lane_progress(struct lane *lane)
{
    if (lane->progress == NULL && store_open(lane->life, lane->settings, "worker", &lane->progress) != OK)
        lane->progress = NULL;
    return lane->progress;
}

static void end_pass(struct lane *lane)
{
    arena_reset(lane->arena);
    arena_reset(lane->secrets);
    log_request("");
}

/* Waits for a database that is not there yet. False when the worker is to end. */
static bool open_store(struct lane *lane, int bell)
{
    while (!lane_must_stop()) {
        if (store_open(lane->life, lane->settings, "worker", &lane->store) == OK)
            return true;
        arena_reset(lane->life);
        wait_for(bell, LONGEST_WAIT_MS);
    }
    return false;
}

static int work(const struct lane_plan *plan, struct lane *lane, int bell)
{
    if (sandbox_enter(lane->settings, "worker", SANDBOX_LANE) != OK)
        return EXIT_FAILED;
    if (!open_store(lane, bell))
        return 0;
    if (plan->start != NULL && plan->start(lane) != OK)
        return EXIT_FAILED;
    end_pass(lane);
    log_info("lane", "the lane %s works", plan->name);
    while (!lane_must_stop()) {
        bool more = plan->pass(lane);
        end_pass(lane);
        wait_for(bell, more ? 0 : LONGEST_WAIT_MS);
    }
    log_info("lane", "the lane %s ends", plan->name);
    return 0;
}

int lane_live(const struct lane_plan *plan, struct lane *lane, int bell)
{
    stop_signals_hold();
    lane->name = plan->name;
    lane->arena = arena_new();
    lane->secrets = arena_new_wiping();
    lane->life = arena_new();
    int status = work(plan, lane, bell);
    arena_free(&lane->arena);
    arena_free(&lane->secrets);
    arena_free(&lane->life);
    return status;
}
