/* The worker's bell. */
#include "worker_wake.h"

#include <errno.h>
#include <stdbool.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "log.h"

/* False when the path is too long for a socket. */
static bool address_of(const struct settings *settings, struct sockaddr_un *address_out)
{
    *address_out = (struct sockaddr_un){.sun_family = AF_UNIX};
    int length = snprintf(address_out->sun_path, sizeof address_out->sun_path, "%s/worker.sock",
        settings_text(settings, "run_directory", "/run/nsdb"));
    return length > 0 && (size_t)length < sizeof address_out->sun_path;
}

static int open_socket(void)
{
    return socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

void worker_wake(const struct settings *settings)
{
    struct sockaddr_un address;
    int fd = address_of(settings, &address) ? open_socket() : -1;
    if (fd < 0)
        return;
    (void)sendto(fd, "!", 1, MSG_DONTWAIT | MSG_NOSIGNAL, (const struct sockaddr *)&address, sizeof address);
    close(fd);
}

static bool bind_fresh(int fd, const struct sockaddr_un *address)
{
    mode_t mask = umask(0117);
    (void)unlink(address->sun_path);
    bool bound = bind(fd, (const struct sockaddr *)address, sizeof *address) == 0;
    umask(mask);
    return bound;
}

int worker_wake_listen(const struct settings *settings)
{
    struct sockaddr_un address;
    if (!address_of(settings, &address)) {
        log_error("worker_wake", "run_directory is too long for a socket's path (107 bytes)");
        return -1;
    }
    int fd = open_socket();
    if (fd >= 0 && bind_fresh(fd, &address))
        return fd;
    log_error("worker_wake", "%s: %s", address.sun_path, strerror(errno));
    if (fd >= 0)
        close(fd);
    return -1;
}
