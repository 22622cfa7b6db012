/* The prefork parent. A dead worker is replaced at once; one that died young (below a second) for the third time in
 * a row waits, doubling from 100 ms to 5 s, so that a broken set-up does not eat the machine. */
#include "worker_pool.h"

#include <errno.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "buffer.h"
#include "clock.h"
#include "list.h"
#include "log.h"
#include "number.h"

enum {
    SECOND_US = 1000 * 1000,
    YOUNG_DEATHS_FREE = 2,
    FIRST_PAUSE_US = 100 * 1000,
    LONGEST_PAUSE_US = 5 * SECOND_US,
    STARTED_AFTER_US = 100 * 1000
};

struct worker {
    pid_t process;      /* 0: to be started when `due_us` has come */
    int64_t started_us;
    int64_t due_us;
    int young_deaths;   /* in a row */
};

struct worker_pool {
    struct worker_pool_plan plan;
    struct worker *workers;
    LIST_OF(pid_t) leaving; /* of the program before a reload: they finish what they have in hand */
    sigset_t watched;
};

static void watch_signals(struct worker_pool *pool)
{
    static const int numbers[] = {SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGCHLD};
    sigemptyset(&pool->watched);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        sigaddset(&pool->watched, numbers[i]);
    sigprocmask(SIG_BLOCK, &pool->watched, NULL);
}

/* Ends with the parent, whatever ends that. */
static void follow_parent(pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        _exit(0);
}

static void start_worker(struct worker_pool *pool, int slot)
{
    struct worker *worker = &pool->workers[slot];
    pid_t parent = getpid();
    pid_t process = fork();
    worker->started_us = clock_monotonic_us();
    if (process == 0) {
        follow_parent(parent);
        /* SIGHUP is the parent's business; a terminal sends it to all. */
        signal(SIGHUP, SIG_IGN);
        exit(pool->plan.work(pool->plan.context, slot));
    }
    if (process < 0) {
        log_error("worker_start", "fork: %s", strerror(errno));
        worker->due_us = worker->started_us + SECOND_US;
    }
    worker->process = process < 0 ? 0 : process;
}

static void start_due(struct worker_pool *pool)
{
    int64_t now = clock_monotonic_us();
    for (int slot = 0; slot < pool->plan.size; slot++)
        if (pool->workers[slot].process == 0 && pool->workers[slot].due_us <= now)
            start_worker(pool, slot);
}

static void log_death(pid_t process, int status)
{
    if (WIFSIGNALED(status))
        log_error("worker_died", "process %d was ended by signal %d (%s)%s", (int)process, WTERMSIG(status),
            strsignal(WTERMSIG(status)),
            WTERMSIG(status) == SIGSYS ? ": it made a system call that the sandbox forbids" :
            WTERMSIG(status) == SIGALRM ? ": its request took longer than request_seconds" : "");
    else
        log_error("worker_died", "process %d ended with status %d", (int)process, WEXITSTATUS(status));
}

static int64_t pause_after(int young_deaths)
{
    int64_t pause = FIRST_PAUSE_US;
    if (young_deaths <= YOUNG_DEATHS_FREE)
        return 0;
    for (int i = YOUNG_DEATHS_FREE + 1; i < young_deaths && pause < LONGEST_PAUSE_US; i++)
        pause *= 2;
    return pause < LONGEST_PAUSE_US ? pause : LONGEST_PAUSE_US;
}

static void see_off(struct worker_pool *pool, pid_t process)
{
    for (size_t i = 0; i < pool->leaving.count; i++)
        if (pool->leaving.items[i] == process)
            pool->leaving.items[i] = 0;
}

/* Who leaves since a reload has no slot. */
static void bury(struct worker_pool *pool, pid_t process, int status)
{
    see_off(pool, process);
    for (int slot = 0; slot < pool->plan.size; slot++) {
        struct worker *worker = &pool->workers[slot];
        if (worker->process != process)
            continue;
        int64_t now = clock_monotonic_us();
        worker->young_deaths = now - worker->started_us < SECOND_US ? worker->young_deaths + 1 : 0;
        worker->due_us = now + pause_after(worker->young_deaths);
        worker->process = 0;
        log_death(process, status);
    }
}

static void bury_dead(struct worker_pool *pool)
{
    int status;
    for (pid_t process; (process = waitpid(-1, &status, WNOHANG)) > 0;)
        bury(pool, process, status);
}

static int64_t next_due(const struct worker_pool *pool)
{
    int64_t next = INT64_MAX;
    for (int slot = 0; slot < pool->plan.size; slot++)
        if (pool->workers[slot].process == 0 && pool->workers[slot].due_us < next)
            next = pool->workers[slot].due_us;
    return next;
}

/* The next signal, or 0 when `until_us` came first. */
static int wait_for_signal(const struct worker_pool *pool, int64_t until_us)
{
    int64_t left = until_us - clock_monotonic_us();
    if (left < 0)
        left = 0;
    if (left > 3600LL * SECOND_US)
        left = 3600LL * SECOND_US;
    struct timespec timeout = {.tv_sec = left / SECOND_US, .tv_nsec = (left % SECOND_US) * 1000};
    int number = sigtimedwait(&pool->watched, NULL, &timeout);
    return number < 0 ? 0 : number;
}

static void tell_all(const struct worker_pool *pool, int signal_number)
{
    for (int slot = 0; slot < pool->plan.size; slot++)
        if (pool->workers[slot].process > 0)
            kill(pool->workers[slot].process, signal_number);
    for (size_t i = 0; i < pool->leaving.count; i++)
        if (pool->leaving.items[i] > 0)
            kill(pool->leaving.items[i], signal_number);
}

static bool any_lives(const struct worker_pool *pool)
{
    for (int slot = 0; slot < pool->plan.size; slot++)
        if (pool->workers[slot].process > 0)
            return true;
    for (size_t i = 0; i < pool->leaving.count; i++)
        if (pool->leaving.items[i] > 0)
            return true;
    return false;
}

/* A worker that ends after it was told to is no news. */
static void reap_stopping(struct worker_pool *pool)
{
    int status;
    for (pid_t process; (process = waitpid(-1, &status, WNOHANG)) > 0;) {
        see_off(pool, process);
        for (int slot = 0; slot < pool->plan.size; slot++)
            if (pool->workers[slot].process == process)
                pool->workers[slot].process = 0;
    }
}

static void stop(struct worker_pool *pool)
{
    int64_t deadline = clock_monotonic_us() + (int64_t)pool->plan.stop_seconds * SECOND_US;
    if (pool->plan.before_stop != NULL)
        pool->plan.before_stop(pool->plan.context);
    tell_all(pool, SIGTERM);
    for (reap_stopping(pool); any_lives(pool) && clock_monotonic_us() < deadline; reap_stopping(pool))
        wait_for_signal(pool, deadline);
    if (any_lives(pool)) {
        log_warning("stop", "workers were still busy after %d s and were killed", pool->plan.stop_seconds);
        tell_all(pool, SIGKILL);
        while (waitpid(-1, NULL, 0) > 0)
            continue;
    }
}

static void dismiss(struct worker_pool *pool, struct arena *arena, const char *processes)
{
    while (*processes != 0) {
        int64_t process;
        char number[16];
        size_t length = strcspn(processes, ",");
        snprintf(number, sizeof number, "%.*s", (int)length, processes);
        if (number_read(number, 2, INT32_MAX, &process) && kill((pid_t)process, SIGQUIT) == 0)
            *list_push(arena, &pool->leaving) = (pid_t)process;
        processes += length + (processes[length] == ',');
    }
}

struct worker_pool *worker_pool_start(struct arena *arena, const struct worker_pool_plan *plan, const char *inherited)
{
    struct worker_pool *pool = arena_make(arena, struct worker_pool);
    pool->plan = *plan;
    pool->workers = arena_make_array(arena, struct worker, (size_t)plan->size);
    watch_signals(pool);
    start_due(pool);
    if (*inherited != 0)
        clock_sleep_us(STARTED_AFTER_US);
    dismiss(pool, arena, inherited);
    return pool;
}

enum worker_pool_end worker_pool_watch(struct worker_pool *pool)
{
    for (;;) {
        int number = wait_for_signal(pool, next_due(pool));
        if (number == SIGHUP)
            return WORKER_POOL_RELOAD;
        if (number == SIGTERM || number == SIGINT || number == SIGQUIT) {
            stop(pool);
            return WORKER_POOL_STOPPED;
        }
        bury_dead(pool);
        start_due(pool);
    }
}

const char *worker_pool_processes(const struct worker_pool *pool, struct arena *arena)
{
    struct buffer list = buffer_in(arena);
    for (int slot = 0; slot < pool->plan.size; slot++)
        if (pool->workers[slot].process > 0)
            buffer_format(&list, "%s%d", list.size == 0 ? "" : ",", (int)pool->workers[slot].process);
    for (size_t i = 0; i < pool->leaving.count; i++)
        if (pool->leaving.items[i] > 0)
            buffer_format(&list, "%s%d", list.size == 0 ? "" : ",", (int)pool->leaving.items[i]);
    return buffer_text(&list);
}
