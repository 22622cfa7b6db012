/* Reloading. */
#include "reload.h"

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "log.h"
#include "service_manager.h"

static const char workers_mark[] = "NSDB_WORKERS";

struct reload reload_prepare(char **argv)
{
    struct reload reload = {.argv = argv};
    ssize_t length = readlink("/proc/self/exe", reload.executable, sizeof reload.executable - 1);
    if (length < 0)
        snprintf(reload.executable, sizeof reload.executable, "%s", argv[0]);
    return reload;
}

const char *reload_old_workers(struct arena *arena)
{
    const char *marked = getenv(workers_mark);
    const char *workers = arena_text(arena, marked == NULL ? "" : marked);
    unsetenv(workers_mark);
    return workers;
}

bool reload_is_possible(const struct reload *reload, const char *settings_path)
{
    int status = -1;
    pid_t child = fork();
    if (child == 0) {
        execl(reload->executable, reload->argv[0], "--check-config", "--settings", settings_path, (char *)NULL);
        _exit(1);
    }
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    return child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void tell_manager(void)
{
    char note[64];
    snprintf(note, sizeof note, "RELOADING=1\nMONOTONIC_USEC=%lld", (long long)clock_monotonic_us());
    service_manager_notify(note);
}

_Noreturn void reload_now(const struct reload *reload, const struct listen_socket *listening, const char *workers)
{
    tell_manager();
    listen_socket_leave(listening);
    setenv(workers_mark, workers, 1);
    execv(reload->executable, reload->argv);
    log_error("reload", "%s: %s", reload->executable, strerror(errno));
    exit(1);
}
