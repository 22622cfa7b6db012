/* Start, work, stop. */
#include "service.h"

#include <sys/stat.h>
#include <unistd.h>

#include "app_internal.h"
#include "log.h"
#include "reload.h"
#include "request_loop.h"
#include "sandbox.h"
#include "seal.h"
#include "service_manager.h"
#include "stop_signals.h"
#include "worker_pool.h"

enum {
    WORKERS = 4,
    WORKERS_MOST = 256,
    STOP_SECONDS = 30,
    REQUEST_SECONDS = 120,
    EXIT_CONFIGURATION = 78
};

struct service {
    const struct program *program;
    struct arena *arena;
    const char *settings_path;
    struct settings *settings;
    struct keyring *keyring;
    struct listen_socket socket;
    struct counters *counters;
    unsigned request_seconds;
    struct worker_pool_plan plan;
};

static bool needs_database(const struct program *program)
{
    for (const struct route *route = program->routes; route->path != NULL; route++)
        if ((route->flags & ROUTE_NO_DATABASE) == 0)
            return true;
    return false;
}

static enum result read_keys(struct service *service)
{
    const char *path = settings_program_text(service->settings, service->program->name, "keyring_file", "");
    if (*path == 0 || !needs_database(service->program))
        return OK;
    return keyring_read(service->arena, path, &service->keyring);
}

static enum result read_numbers(struct service *service)
{
    const char *name = service->program->name;
    long workers = settings_program_number(service->settings, name, "workers", WORKERS);
    if (workers < 1 || workers > WORKERS_MOST) {
        log_error("settings", "workers = %ld: expected 1 to %d", workers, WORKERS_MOST);
        return FAILED;
    }
    service->plan.size = (int)workers;
    service->plan.stop_seconds =
        (int)settings_program_number(service->settings, name, "stop_seconds", STOP_SECONDS);
    service->request_seconds =
        (unsigned)settings_program_number(service->settings, name, "request_seconds", REQUEST_SECONDS);
    return OK;
}

enum result service_open(struct arena *arena, const struct program *program, const char *settings_path,
    struct service **service_out)
{
    const char *problem = NULL;
    struct service *service = arena_make(arena, struct service);
    *service = (struct service){.program = program, .arena = arena, .settings_path = settings_path};
    *service_out = service;
    if (settings_read(arena, settings_path, &service->settings, &problem) != OK) {
        log_error("settings", "%s", problem);
        return FAILED;
    }
    enum result result = read_numbers(service);
    if (result == OK)
        result = sandbox_check_settings(service->settings, program->name);
    if (result == OK && needs_database(program))
        result = store_check_settings(service->settings, program->name);
    return result == OK ? read_keys(service) : result;
}

static struct app *make_app(struct service *service)
{
    struct app *app = arena_make(service->arena, struct app);
    app->program = service->program;
    app->settings = service->settings;
    app->keyring = service->keyring;
    app->arena = service->arena;
    app->store_arena = arena_new();
    app->spool_directory =
        settings_program_text(service->settings, service->program->name, "spool_directory", "/var/tmp");
    return app;
}

/* One handler process. */
static int work(void *context, int slot)
{
    struct service *service = context;
    (void)slot;
    stop_signals_hold();
    if (service->socket.lock_fd >= 0)
        close(service->socket.lock_fd);
    if (sandbox_enter(service->settings, service->program->name, SANDBOX_HANDLER) != OK)
        return EXIT_CONFIGURATION;
    struct app *app = make_app(service);
    if (needs_database(service->program))
        app_store(app);
    int status = request_loop(app, service->socket.fd, service->counters, service->request_seconds);
    arena_free(&app->store_arena);
    return status;
}

static void end_socket(void *context)
{
    struct service *service = context;
    service_manager_notify("STOPPING=1");
    listen_socket_end(&service->socket);
}

static void watch(struct service *service, struct worker_pool *pool, const struct reload *reload)
{
    while (worker_pool_watch(pool) == WORKER_POOL_RELOAD) {
        log_info("reload", "starting anew with the settings of %s", service->settings_path);
        if (reload_is_possible(reload, service->settings_path))
            reload_now(reload, &service->socket, worker_pool_processes(pool, service->arena));
        else
            log_error("reload", "refused: the new program or settings would not start; the old ones go on");
    }
}

int service_run(struct service *service, char **argv)
{
    struct reload reload = reload_prepare(argv);
    umask(027);
    if (listen_socket_open(service->arena, service->settings, service->program->name, &service->socket) != OK)
        return EXIT_CONFIGURATION;
    const char *old_workers = reload_old_workers(service->arena);
    service->counters =
        counters_open(service->arena, service->settings, service->program->name, *old_workers != 0);
    service->plan.work = work;
    service->plan.before_stop = end_socket;
    service->plan.context = service;
    struct worker_pool *pool = worker_pool_start(service->arena, &service->plan, old_workers);
    log_info("start", "%d workers listen on %s", service->plan.size, service->socket.path);
    service_manager_notify("READY=1");
    watch(service, pool, &reload);
    log_info("stop", "all workers have ended");
    return 0;
}
