/* FastCGI by libfcgi. Its reading routines neither compare the body with CONTENT_LENGTH nor stop at an abort record
 * with more than an error code: both are checked here (I11). */
#include "fastcgi.h"

#include <errno.h>
#include <fcgiapp.h>
#include <sys/socket.h>
#include <sys/time.h>

#include "log.h"
#include "request_parameters.h"
#include "response_head.h"

enum { DROPPED_BYTES_MOST = 32 * 1024 * 1024, NO_SOCKET = -1 };
enum { WAIT_MS = 1000, HURRIED_WAIT_MS = 10, SILENCE_MS = 10000 };

struct fastcgi {
    FCGX_Request connection;
    int listening_fd;
    int64_t body_taken;
    bool body_broken;
};

static void close_connection(void *thing)
{
    struct fastcgi *fastcgi = thing;
    /* Also when the other side asked to keep it: a kept connection would hold this process. */
    FCGX_Finish_r(&fastcgi->connection);
    FCGX_Free(&fastcgi->connection, 1);
}

static void limit_waiting(int fd, int milliseconds)
{
    struct timeval timeout = {.tv_sec = milliseconds / 1000, .tv_usec = milliseconds % 1000 * 1000};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
}

struct fastcgi *fastcgi_open(struct arena *arena, int listening_fd)
{
    struct fastcgi *fastcgi = arena_make(arena, struct fastcgi);
    if (FCGX_Init() != 0 || FCGX_InitRequest(&fastcgi->connection, NO_SOCKET, FCGI_FAIL_ACCEPT_ON_INTR) != 0) {
        log_error("fastcgi", "the FastCGI library does not start");
        abort();
    }
    fastcgi->listening_fd = listening_fd;
    limit_waiting(listening_fd, WAIT_MS);
    arena_defer(arena, close_connection, fastcgi);
    return fastcgi;
}

/* More than announced, less than announced, an abort record or a broken record: all are -1. */
static long read_body(struct request *request, void *buffer, size_t size)
{
    struct fastcgi *fastcgi = request->reader;
    int step = size > INT32_MAX ? INT32_MAX : (int)size;
    if (fastcgi->body_broken)
        return -1;
    int got = FCGX_GetStr(buffer, step, fastcgi->connection.in);
    fastcgi->body_taken += got > 0 ? got : 0;
    bool at_end = got < step;
    if (FCGX_GetError(fastcgi->connection.in) != 0 || fastcgi->body_taken > request->content_length ||
        (at_end && fastcgi->body_taken != request->content_length))
        fastcgi->body_broken = true;
    return fastcgi->body_broken ? -1 : got;
}

/* The library's own accept looks, interruptibly, whether data follow, and drops the connection when a signal comes
 * just then; here a signal only ever meets the wait for a connection. One that comes between the change of the
 * mask and the wait is seen when the second is over. */
static int accept_connection(const struct fastcgi *fastcgi, const sigset_t *while_waiting)
{
    sigset_t own;
    sigprocmask(SIG_SETMASK, while_waiting, &own);
    int fd = accept4(fastcgi->listening_fd, NULL, NULL, SOCK_CLOEXEC);
    int error = errno;
    sigprocmask(SIG_SETMASK, &own, NULL);
    errno = error;
    return fd;
}

/* Gives the open connection to the library as one that was kept; it then reads the request. When that fails it would
 * accept another one, from no socket: an error. */
static bool read_request(struct fastcgi *fastcgi, int fd)
{
    limit_waiting(fd, SILENCE_MS);
    fastcgi->connection.ipcFd = fd;
    fastcgi->connection.keepConnection = 1;
    fastcgi->body_taken = 0;
    fastcgi->body_broken = false;
    return FCGX_Accept_r(&fastcgi->connection) == 0;
}

enum result fastcgi_accept(struct fastcgi *fastcgi, struct arena *arena, struct arena *secrets,
    const sigset_t *while_waiting, struct request **request_out)
{
    int fd = accept_connection(fastcgi, while_waiting);
    if (fd < 0 && (errno == EAGAIN || errno == EINTR || errno == ECONNABORTED))
        return NOT_FOUND;
    if (fd < 0) {
        log_error("fastcgi", "accept: %s", strerror(errno));
        return FAILED;
    }
    if (!read_request(fastcgi, fd)) {
        close_connection(fastcgi);
        return NOT_FOUND;
    }
    struct request *request = request_from_parameters(arena, secrets, fastcgi->connection.envp);
    request->read_body = read_body;
    request->reader = fastcgi;
    *request_out = request;
    return OK;
}

void fastcgi_hurry(struct fastcgi *fastcgi)
{
    limit_waiting(fastcgi->listening_fd, HURRIED_WAIT_MS);
}

static void drop_body(struct fastcgi *fastcgi)
{
    char dropped[8192];
    int64_t left = DROPPED_BYTES_MOST;
    int got = (int)sizeof dropped;
    while (got == (int)sizeof dropped && left > 0 && FCGX_GetError(fastcgi->connection.in) == 0) {
        got = FCGX_GetStr(dropped, (int)sizeof dropped, fastcgi->connection.in);
        left -= got;
    }
    explicit_bzero(dropped, sizeof dropped);
}

static bool put(FCGX_Stream *out, struct bytes bytes)
{
    while (bytes.size > 0) {
        int step = bytes.size > INT32_MAX ? INT32_MAX : (int)bytes.size;
        if (FCGX_PutStr((const char *)bytes.data, step, out) != step)
            return false;
        bytes.data += step;
        bytes.size -= (size_t)step;
    }
    return true;
}

bool fastcgi_send(struct fastcgi *fastcgi, const struct request *request, const struct response *response)
{
    FCGX_Stream *out = fastcgi->connection.out;
    drop_body(fastcgi);
    bool sent = put(out, response_head(request->arena, request, response)) && put(out, buffer_bytes(&response->body));
    close_connection(fastcgi);
    return sent;
}
