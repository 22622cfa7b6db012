/* The request loop. All workers wait on one socket with EPOLLEXCLUSIVE: a connection wakes one of them, as a blocking
 * accept would, but the stop signals are let in here and nowhere else. */
#include "request_loop.h"

#include <errno.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "clock.h"
#include "fastcgi.h"
#include "log.h"
#include "stop_signals.h"

struct loop {
    struct app *app;
    struct fastcgi *fastcgi;
    struct counters *counters;
    struct arena *arena;
    struct arena *secrets;
    int waiting_fd;
    unsigned request_seconds;
};

static enum result watch(int listening_fd, int *waiting_fd_out)
{
    struct epoll_event event = {.events = EPOLLIN | EPOLLEXCLUSIVE};
    *waiting_fd_out = epoll_create1(EPOLL_CLOEXEC);
    if (*waiting_fd_out < 0 || epoll_ctl(*waiting_fd_out, EPOLL_CTL_ADD, listening_fd, &event) != 0) {
        log_error("request_loop", "epoll: %s", strerror(errno));
        return FAILED;
    }
    return OK;
}

/* Whether a connection waits. While draining it only looks. */
static bool connection_waits(const struct loop *loop)
{
    struct epoll_event event;
    int timeout = stop_signals_seen() == STOP_DRAINING ? 0 : -1;
    return epoll_pwait(loop->waiting_fd, &event, 1, timeout, stop_signals_while_waiting()) == 1;
}

static void answer(struct loop *loop, struct request *request)
{
    int64_t started_us = clock_monotonic_us();
    struct response response = response_in(loop->arena);
    log_request(request->id);
    alarm(loop->request_seconds);
    app_answer(loop->app, request, &response);
    if (!fastcgi_send(loop->fastcgi, request, &response))
        log_info("answer_unsent", "the other side had gone before the answer was sent");
    alarm(0);
    counters_add(loop->counters, response.status, clock_monotonic_us() - started_us);
    log_request("");
}

static enum result take_one(struct loop *loop)
{
    struct request *request;
    enum result result = fastcgi_accept(loop->fastcgi, loop->arena, loop->secrets, &request);
    if (result == OK)
        answer(loop, request);
    arena_reset(loop->secrets);
    arena_reset(loop->arena);
    return result == FAILED ? FAILED : OK;
}

static int run(struct loop *loop)
{
    for (;;) {
        bool waits = connection_waits(loop);
        enum stop stop = stop_signals_seen();
        if (stop == STOP_NOW || (stop == STOP_DRAINING && !waits))
            return 0;
        if (waits && take_one(loop) != OK)
            return 1;
    }
}

int request_loop(struct app *app, int listening_fd, struct counters *counters, unsigned request_seconds)
{
    struct loop loop = {
        .app = app,
        .fastcgi = fastcgi_open(app->arena, listening_fd),
        .counters = counters,
        .arena = arena_new(),
        .secrets = arena_new_wiping(),
        .request_seconds = request_seconds,
    };
    if (watch(listening_fd, &loop.waiting_fd) != OK)
        return 1;
    counters->starts++;
    int status = run(&loop);
    arena_free(&loop.secrets);
    arena_free(&loop.arena);
    close(loop.waiting_fd);
    return status;
}
