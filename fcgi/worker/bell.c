/* Passing rings on. */
#include "bell.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "log.h"
#include "sandbox.h"
#include "stop_signals.h"
#include "worker_wake.h"

enum result bell_open(struct arena *arena, const struct settings *settings, int count, struct bell *bell_out)
{
    *bell_out = (struct bell){.socket = worker_wake_listen(settings),
        .lanes = arena_make_array(arena, int, (size_t)count), .count = count};
    for (int i = 0; i < count; i++) {
        bell_out->lanes[i] = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
        if (bell_out->lanes[i] < 0) {
            log_error("bell", "eventfd: %s", strerror(errno));
            return FAILED;
        }
    }
    return bell_out->socket < 0 ? FAILED : OK;
}

/* Takes all rings that wait; true when there was one. */
static bool take_rings(int fd)
{
    char ring[8];
    bool rang = false;
    while (recv(fd, ring, sizeof ring, MSG_DONTWAIT) >= 0)
        rang = true;
    return rang;
}

int bell_live(const struct bell *bell, const struct settings *settings)
{
    static const uint64_t one = 1;
    stop_signals_hold();
    if (sandbox_enter(settings, "worker", SANDBOX_LANE) != OK)
        return 1;
    while (stop_signals_seen() == STOP_NONE) {
        struct pollfd ringing = {.fd = bell->socket, .events = POLLIN};
        (void)ppoll(&ringing, 1, NULL, stop_signals_while_waiting());
        if (!take_rings(bell->socket))
            continue;
        for (int i = 0; i < bell->count; i++)
            (void)!write(bell->lanes[i], &one, sizeof one);
    }
    return 0;
}
