/* A relay between the store and its server that swallows one answer when it is told to: so the answer to COMMIT is lost on its way
 * (T25). */
#ifndef NSDB_TEST_RELAY_H
#define NSDB_TEST_RELAY_H

#include "test_store.h"

#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

struct relay {
    pid_t process;
    volatile int *swallow; /* 1: the server's answer to what comes next is lost, and the line with it; then 0 again */
};

static inline int relay_socket(const struct sockaddr *address, socklen_t size, bool listening)
{
    int fd = socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int failed = listening ? bind(fd, address, size) : connect(fd, address, size);
    assert_true(failed == 0 && (!listening || listen(fd, 8) == 0));
    return fd;
}

/* One connection, until it ends or an answer was swallowed. */
static inline void relay_pass(int client, int server, volatile int *swallow)
{
    char data[65536];
    for (;;) {
        struct pollfd ready[2] = {{.fd = client, .events = POLLIN}, {.fd = server, .events = POLLIN}};
        bool last = poll(ready, 2, -1) > 0 && ready[0].revents != 0 && *swallow;
        int from = ready[0].revents != 0 ? client : server;
        ssize_t size = read(from, data, sizeof data);
        if (size <= 0 || write(from == client ? server : client, data, (size_t)size) != size)
            return;
        if (last) {
            *swallow = 0;
            (void)!read(server, data, sizeof data);
            return;
        }
    }
}

/* A process that takes connections at `here`, one at a time, and relays each to `server`; both addresses are of `size`. A port 0 of
 * `here` becomes the one that it has. It ends with the test, or by relay_end(). */
static inline struct relay relay_start(struct sockaddr *here, const struct sockaddr *server, socklen_t size)
{
    int listener = relay_socket(here, size, true);
    assert_int_equal(getsockname(listener, here, &(socklen_t){size}), 0);
    struct relay relay = {.swallow = mmap(NULL, sizeof *relay.swallow, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)};
    relay.process = fork();
    if (relay.process != 0) {
        close(listener);
        return relay;
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (;;) {
        int from = accept(listener, NULL, NULL);
        int to = relay_socket(server, size, false);
        relay_pass(from, to, relay.swallow);
        close(from);
        close(to);
    }
}

static inline void relay_end(const struct relay *relay)
{
    kill(relay->process, SIGKILL);
}

#endif
