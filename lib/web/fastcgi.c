/* FastCGI: requests are read by libfcgi, answers are written here. Its reading routines neither compare the body with
 * CONTENT_LENGTH nor stop at an abort record with more than an error code: both are checked here (I11). Its writing
 * routines would send a page in many small pieces, and then wait for nginx to hang up. */
#include "fastcgi.h"

#include <errno.h>
#include <fastcgi.h>
#include <fcgiapp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <unistd.h>

#include "log.h"
#include "request_parameters.h"
#include "response_head.h"

enum { DROPPED_BYTES_MOST = 32 * 1024 * 1024, RECORD_BYTES_MOST = FCGI_MAX_LENGTH, NO_SOCKET = -1 };
enum { WAIT_MS = 1000, HURRIED_WAIT_MS = 10, SILENCE_MS = 10000 };

struct fastcgi {
    FCGX_Request connection;
    int listening_fd;
    int64_t body_taken;
    bool body_broken;
};

/* Also when the other side asked to keep it: a kept connection would hold this process. */
static void close_connection(void *thing)
{
    struct fastcgi *fastcgi = thing;
    FCGX_Free(&fastcgi->connection, 0);
    if (fastcgi->connection.ipcFd >= 0)
        close(fastcgi->connection.ipcFd);
    fastcgi->connection.ipcFd = NO_SOCKET;
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

/* True at the true end of what the other side sends. */
static bool drop_body(struct fastcgi *fastcgi)
{
    char dropped[8192];
    int64_t left = DROPPED_BYTES_MOST;
    int got = (int)sizeof dropped;
    while (got == (int)sizeof dropped && left > 0 && FCGX_GetError(fastcgi->connection.in) == 0) {
        got = FCGX_GetStr(dropped, (int)sizeof dropped, fastcgi->connection.in);
        left -= got;
    }
    explicit_bzero(dropped, sizeof dropped);
    return got < (int)sizeof dropped && FCGX_GetError(fastcgi->connection.in) == 0;
}

static bool write_all(int fd, struct iovec *parts, int count)
{
    while (count > 0) {
        ssize_t written = writev(fd, parts, count);
        if (written < 0 && errno != EINTR)
            return false;
        size_t done = written < 0 ? 0 : (size_t)written;
        for (; count > 0 && done >= parts->iov_len; parts++, count--)
            done -= parts->iov_len;
        if (count > 0) {
            parts->iov_base = (char *)parts->iov_base + done;
            parts->iov_len -= done;
        }
    }
    return true;
}

static FCGI_Header record_header(const struct fastcgi *fastcgi, unsigned char type, size_t size)
{
    unsigned id = (unsigned)fastcgi->connection.requestId;
    return (FCGI_Header){.version = FCGI_VERSION_1, .type = type, .requestIdB1 = (unsigned char)(id >> 8),
        .requestIdB0 = (unsigned char)id, .contentLengthB1 = (unsigned char)(size >> 8),
        .contentLengthB0 = (unsigned char)size};
}

static struct iovec part_of(const void *data, size_t size)
{
    return (struct iovec){.iov_base = (void *)(uintptr_t)data, .iov_len = size};
}

/* What is left of a body: in memory, or in a file that is read into `room` piece by piece. */
struct outgoing {
    struct bytes memory;
    int file;
    int64_t at;
    size_t left;
    uint8_t *room;
};

static struct outgoing body_of(struct arena *arena, const struct response *response)
{
    if (response->body_file_size == 0)
        return (struct outgoing){.memory = buffer_bytes(&response->body), .left = response->body.size};
    return (struct outgoing){.file = response->body_file, .left = (size_t)response->body_file_size,
        .room = arena_alloc(arena, RECORD_BYTES_MOST)};
}

/* The next piece of at most `most` bytes. False when the file is shorter than it was. */
static bool next_piece(struct outgoing *body, size_t most, struct bytes *piece_out)
{
    size_t size = body->left < most ? body->left : most;
    const uint8_t *data = body->room == NULL ? body->memory.data + body->at : body->room;
    if (body->room != NULL && pread(body->file, body->room, size, body->at) != (ssize_t)size)
        return false;
    body->at += (int64_t)size;
    body->left -= size;
    *piece_out = (struct bytes){data, size};
    return true;
}

/* Records as large as they come, the last one together with the end of the request: a page is one write. */
static bool write_answer(const struct fastcgi *fastcgi, struct bytes head, struct outgoing *body)
{
    const struct {
        FCGI_Header output_end;
        FCGI_EndRequestRecord request_end;
    } end = {record_header(fastcgi, FCGI_STDOUT, 0),
        {record_header(fastcgi, FCGI_END_REQUEST, sizeof(FCGI_EndRequestBody)),
            {.protocolStatus = FCGI_REQUEST_COMPLETE}}};
    bool written = true;
    for (bool last = false; written && !last; head = BYTES_NONE) {
        struct bytes piece;
        if (!next_piece(body, RECORD_BYTES_MOST - head.size, &piece))
            return false;
        last = body->left == 0;
        const FCGI_Header header = record_header(fastcgi, FCGI_STDOUT, head.size + piece.size);
        struct iovec parts[] = {part_of(&header, sizeof header), part_of(head.data, head.size),
            part_of(piece.data, piece.size), part_of(&end, last ? sizeof end : 0)};
        written = write_all(fastcgi->connection.ipcFd, parts, sizeof parts / sizeof parts[0]);
    }
    return written;
}

/* When the other side may still be sending, the library hangs up slowly, so that what was written is read before. */
bool fastcgi_send(struct fastcgi *fastcgi, const struct request *request, const struct response *response)
{
    bool all_read = drop_body(fastcgi);
    struct outgoing body = body_of(request->arena, response);
    bool sent = write_answer(fastcgi, response_head(request->arena, request, response), &body);
    if (!all_read)
        FCGX_Free(&fastcgi->connection, 1);
    close_connection(fastcgi);
    return sent;
}
