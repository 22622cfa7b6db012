/* FastCGI by libfcgi. Its reading routines neither compare the body with CONTENT_LENGTH nor stop at an abort record
 * with more than an error code: both are checked here (I11). */
#include "fastcgi.h"

#include <errno.h>
#include <fcgiapp.h>

#include "log.h"
#include "request_parameters.h"
#include "response_head.h"

enum { DROPPED_BYTES_MOST = 32 * 1024 * 1024 };

struct fastcgi {
    FCGX_Request connection;
    int64_t body_taken;
    bool body_broken;
};

static void close_connection(void *thing)
{
    struct fastcgi *fastcgi = thing;
    FCGX_Finish_r(&fastcgi->connection);
}

struct fastcgi *fastcgi_open(struct arena *arena, int listening_fd)
{
    struct fastcgi *fastcgi = arena_make(arena, struct fastcgi);
    if (FCGX_Init() != 0 || FCGX_InitRequest(&fastcgi->connection, listening_fd, FCGI_FAIL_ACCEPT_ON_INTR) != 0) {
        log_error("fastcgi", "the FastCGI library does not start");
        abort();
    }
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

enum result fastcgi_accept(struct fastcgi *fastcgi, struct arena *arena, struct arena *secrets,
    struct request **request_out)
{
    errno = 0;
    int error = FCGX_Accept_r(&fastcgi->connection);
    if (error == -EAGAIN || error == -EWOULDBLOCK || error == -EINTR || error == -ECONNABORTED)
        return NOT_FOUND;
    if (error != 0) {
        log_error("fastcgi", "accept: %s", strerror(-error));
        return FAILED;
    }
    struct request *request = request_from_parameters(arena, secrets, fastcgi->connection.envp);
    fastcgi->body_taken = 0;
    fastcgi->body_broken = false;
    request->read_body = read_body;
    request->reader = fastcgi;
    *request_out = request;
    return OK;
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
    FCGX_Finish_r(&fastcgi->connection);
    return sent;
}
