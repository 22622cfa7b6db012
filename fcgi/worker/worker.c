/* The parent of the lanes. */
#include "worker.h"

#include <getopt.h>
#include <unistd.h>

#include "bell.h"
#include "lanes.h"
#include "log.h"
#include "sandbox.h"
#include "store.h"
#include "token.h"
#include "worker_pool.h"

enum { STOP_SECONDS = 30, EXIT_USAGE = 64, EXIT_CONFIGURATION = 78 };

struct worker {
    struct settings *settings;
    struct keyring *keyring;
    const char **owners;   /* one for each lane */
    int lane_count;
    struct bell bell;
};

/* The last slot is the bell's. */
static int work(void *context, int slot)
{
    const struct worker *worker = context;
    if (slot == worker->lane_count)
        return bell_live(&worker->bell, worker->settings);
    struct lane lane = {.settings = worker->settings, .keyring = worker->keyring, .owner = worker->owners[slot]};
    return lane_live(&lanes[slot], &lane, worker->bell.lanes[slot]);
}

static enum result read_configuration(struct arena *arena, const char *path, struct worker *worker)
{
    const char *problem = NULL;
    if (settings_read(arena, path, &worker->settings, &problem) != OK) {
        log_error("settings", "%s", problem);
        return FAILED;
    }
    if (sandbox_check_settings(worker->settings, "worker") != OK || store_check_settings(worker->settings, "worker") != OK)
        return FAILED;
    return keyring_read(arena, settings_program_text(worker->settings, "worker", "keyring_file", ""), &worker->keyring);
}

static enum result prepare(struct arena *arena, struct worker *worker)
{
    while (lanes[worker->lane_count].name != NULL)
        worker->lane_count++;
    worker->owners = arena_make_array(arena, const char *, (size_t)worker->lane_count);
    for (int i = 0; i < worker->lane_count; i++)
        worker->owners[i] = token_reference(arena);
    return bell_open(arena, worker->settings, worker->lane_count, &worker->bell);
}

static int run_lanes(struct arena *arena, struct worker *worker)
{
    const struct worker_pool_plan plan = {.size = worker->lane_count + 1,
        .stop_seconds = (int)settings_program_number(worker->settings, "worker", "stop_seconds", STOP_SECONDS),
        .work = work,
        .context = worker};
    struct worker_pool *pool = worker_pool_start(arena, &plan, "");
    /* settings and keys are read at start: a reload is a restart, which loses nothing */
    while (worker_pool_watch(pool) == WORKER_POOL_RELOAD)
        log_info("worker", "SIGHUP changes nothing here: restart the worker to read its settings anew");
    return 0;
}

int worker_run(int argc, char **argv)
{
    static const struct option known[] = {
        {"settings", required_argument, NULL, 's'}, {"check-config", no_argument, NULL, 'c'}, {NULL, 0, NULL, 0}};
    const char *path = NULL;
    bool check = false;
    bool wrong = false;
    for (int found; (found = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        path = found == 's' ? optarg : path;
        check = check || found == 'c';
        wrong = wrong || found == '?';
    }
    if (wrong || path == NULL || optind != argc) {
        fprintf(stderr, "usage: nsdb-worker --settings FILE [--check-config]\n");
        return EXIT_USAGE;
    }
    struct arena *arena = arena_new_wiping();
    struct worker worker = {.lane_count = 0};
    log_open("worker");
    int status = EXIT_CONFIGURATION;
    if (read_configuration(arena, path, &worker) == OK && (check || prepare(arena, &worker) == OK))
        status = check ? 0 : run_lanes(arena, &worker);
    arena_free(&arena);
    return status;
}
