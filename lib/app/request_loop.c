/* The request loop. Stop signals are let in while it waits for a connection, and nowhere else. */
#include "request_loop.h"

#include <poll.h>
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
    int listening_fd;
    unsigned request_seconds;
};

static bool connection_waits(const struct loop *loop)
{
    struct pollfd listening = {.fd = loop->listening_fd, .events = POLLIN};
    return poll(&listening, 1, 0) == 1;
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
    enum result result = fastcgi_accept(loop->fastcgi, loop->arena, loop->secrets,
        stop_signals_while_waiting(), &request);
    if (result == OK)
        answer(loop, request);
    arena_reset(loop->secrets);
    arena_reset(loop->arena);
    return result == FAILED ? FAILED : OK;
}

static int run(struct loop *loop)
{
    for (;;) {
        enum stop stop = stop_signals_seen();
        if (stop == STOP_NOW || (stop == STOP_DRAINING && !connection_waits(loop)))
            return 0;
        if (stop == STOP_DRAINING)
            fastcgi_hurry(loop->fastcgi);
        if (take_one(loop) != OK)
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
        .listening_fd = listening_fd,
        .request_seconds = request_seconds,
    };
    counters->starts++;
    int status = run(&loop);
    arena_free(&loop.secrets);
    arena_free(&loop.arena);
    return status;
}
