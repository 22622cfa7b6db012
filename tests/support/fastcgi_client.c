/* A FastCGI client for tests, by the frames themselves: what nginx never sends, and load that tells a lost request
 * from a refused connection.
 *
 *   fastcgi_client CASE SOCKET PATH       one request (with the cookies of HTTP_COOKIE); prints the status, or
 *                                         "closed" when no answer came
 *   fastcgi_client load SOCKET PATH MILLISECONDS CLIENTS
 *                                         prints "answered N refused N lost N"
 *   fastcgi_client notes SOCKET N         takes N notes as a service manager does; prints them */
#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "buffer.h"
#include "clock.h"
#include "fastcgi_record.h"
#include "number.h"

static int connect_to(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0)
        return fd;
    close(fd);
    return -1;
}

static struct buffer common_params(struct arena *arena, const char *path, const char *method, const char *length)
{
    struct buffer params = buffer_in(arena);
    fastcgi_add_param(&params, "REQUEST_METHOD", method);
    fastcgi_add_param(&params, "REQUEST_URI", path);
    fastcgi_add_param(&params, "REQUEST_SCHEME", "http");
    fastcgi_add_param(&params, "REMOTE_ADDR", "127.0.0.1");
    fastcgi_add_param(&params, "REQUEST_ID", "test");
    fastcgi_add_param(&params, "CONTENT_TYPE", "application/x-www-form-urlencoded");
    fastcgi_add_param(&params, "CONTENT_LENGTH", length);
    if (getenv("HTTP_COOKIE") != NULL)
        fastcgi_add_param(&params, "HTTP_COOKIE", getenv("HTTP_COOKIE"));
    return params;
}

/* A POST of `sent` bytes that announces `announced`. */
static void add_post(struct buffer *out, const char *path, int announced, const char *sent, bool ended)
{
    struct buffer params = common_params(out->arena, path, "POST", arena_format(out->arena, "%d", announced));
    fastcgi_add_begin(out);
    fastcgi_add_stream(out, FASTCGI_PARAMS, buffer_bytes(&params));
    if (*sent != 0)
        fastcgi_add_record(out, FASTCGI_STDIN, sent, strlen(sent));
    if (ended)
        fastcgi_add_record(out, FASTCGI_STDIN, "", 0);
}

static void add_get(struct buffer *out, const char *path, int headers, size_t header_size)
{
    struct buffer params = common_params(out->arena, path, "GET", "");
    char *value = arena_alloc(out->arena, header_size + 1);
    memset(value, 'x', header_size);
    for (int i = 0; i < headers; i++)
        fastcgi_add_param(&params, "HTTP_X", value);
    fastcgi_add_begin(out);
    fastcgi_add_stream(out, FASTCGI_PARAMS, buffer_bytes(&params));
    fastcgi_add_record(out, FASTCGI_STDIN, "", 0);
}

/* False for an unknown case. */
static bool add_case(struct buffer *out, const char *name, const char *path)
{
    static const uint8_t huge_lengths[8] = {0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0xFF, 0xFF, 0xFE};
    if (strcmp(name, "get") == 0)
        add_get(out, path, 0, 0);
    else if (strcmp(name, "keep") == 0) {
        add_get(out, path, 0, 0);
        out->data[8 + 2] = 1; /* the BEGIN record's flag: keep the connection */
    }
    else if (strcmp(name, "post") == 0)
        add_post(out, path, 7, "note=ab", true);
    else if (strcmp(name, "short") == 0)
        add_post(out, path, 10, "note=", true);
    else if (strcmp(name, "long") == 0)
        add_post(out, path, 5, "note=abcde", true);
    else if (strcmp(name, "unended") == 0)
        add_post(out, path, 10, "note=", false);
    else if (strcmp(name, "bad_length") == 0)
        add_post(out, path, -1, "note=", true);
    else if (strcmp(name, "abort") == 0) {
        add_post(out, path, 10, "note=", false);
        fastcgi_add_record(out, FASTCGI_ABORT, "", 0);
    } else if (strcmp(name, "many_headers") == 0)
        add_get(out, path, 101, 1);
    else if (strcmp(name, "huge_headers") == 0)
        add_get(out, path, 50, 20000);
    else if (strcmp(name, "garbage") == 0)
        buffer_add(out, "GET / HTTP/1.0\r\n\r\n", 18);
    else if (strcmp(name, "huge_lengths") == 0) {
        fastcgi_add_begin(out);
        fastcgi_add_record(out, FASTCGI_PARAMS, huge_lengths, sizeof huge_lengths);
    } else
        return false;
    return true;
}

static void send_all(int fd, const struct buffer *out)
{
    for (size_t at = 0; at < out->size;) {
        ssize_t sent = send(fd, out->data + at, out->size - at, MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        at += (size_t)sent;
    }
}

/* The whole answer as bytes; the frames' heads stay inside. Whether an END record closed it. */
static bool receive(int fd, struct buffer *in)
{
    char step[4096];
    ssize_t got;
    while ((got = recv(fd, step, sizeof step, 0)) > 0)
        buffer_add(in, step, (size_t)got);
    for (size_t at = 0; at + 8 <= in->size;) {
        if (in->data[at + 1] == FASTCGI_END)
            return true;
        at += 8 + (size_t)(in->data[at + 4] << 8 | in->data[at + 5]) + in->data[at + 6];
    }
    return false;
}

static bool has_no_end(const char *name)
{
    return strcmp(name, "unended") == 0 || strcmp(name, "huge_lengths") == 0;
}

static int ask(const char *name, const char *socket_path, const char *path)
{
    struct arena *arena = arena_new();
    struct buffer out = buffer_in(arena);
    struct buffer in = buffer_in(arena);
    int fd = connect_to(socket_path);
    if (fd < 0 || !add_case(&out, name, path))
        return 2;
    send_all(fd, &out);
    if (has_no_end(name))
        shutdown(fd, SHUT_WR);
    bool ended = receive(fd, &in);
    buffer_text(&in); /* terminates it */
    const char *status = in.size == 0 ? NULL : memmem(in.data, in.size, "Status: ", 8);
    const char *body = in.size == 0 ? NULL : memmem(in.data, in.size, "\r\n\r\n", 4);
    if (status == NULL || !ended)
        puts("closed");
    else
        printf("%.3s %.*s\n", status + 8, (int)strcspn(body + 4, "\n"), body + 4);
    arena_free(&arena);
    return 0;
}

struct tally {
    _Atomic long answered;
    _Atomic long refused;
    _Atomic long lost;
};

static void load_once(const struct buffer *out, const char *socket_path, struct tally *tally)
{
    struct arena *arena = arena_new();
    struct buffer in = buffer_in(arena);
    int fd = connect_to(socket_path);
    if (fd < 0) {
        tally->refused++;
        clock_sleep_us(1000);
    } else {
        send_all(fd, out);
        bool whole = receive(fd, &in) && memmem(in.data, in.size, "Status: 200", 11) != NULL;
        tally->answered += whole;
        tally->lost += !whole;
        close(fd);
    }
    arena_free(&arena);
}

static int load(const char *socket_path, const char *path, int64_t milliseconds, int64_t clients)
{
    struct arena *arena = arena_new();
    struct buffer out = buffer_in(arena);
    struct tally *tally = mmap(NULL, sizeof *tally, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int64_t end = clock_monotonic_us() + milliseconds * 1000;
    add_get(&out, path, 0, 0);
    for (int64_t i = 0; i < clients; i++)
        if (fork() == 0) {
            while (clock_monotonic_us() < end)
                load_once(&out, socket_path, tally);
            _exit(0);
        }
    while (wait(NULL) > 0)
        continue;
    printf("answered %ld refused %ld lost %ld\n", tally->answered, tally->refused, tally->lost);
    arena_free(&arena);
    return tally->lost == 0 ? 0 : 1;
}

static int take_notes(const char *socket_path, int64_t count)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char note[256];
    int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
    snprintf(address.sun_path, sizeof address.sun_path, "%s", socket_path);
    if (bind(fd, (struct sockaddr *)&address, sizeof address) != 0)
        return 2;
    for (; count > 0; count--) {
        ssize_t got = recv(fd, note, sizeof note, 0);
        printf("%.*s\n", got < 0 ? 0 : (int)got, note);
        fflush(stdout);
    }
    return 0;
}

int main(int argc, char **argv)
{
    int64_t milliseconds;
    int64_t clients;
    int64_t count;
    signal(SIGPIPE, SIG_IGN);
    if (argc == 6 && strcmp(argv[1], "load") == 0 && number_read(argv[4], 1, INT32_MAX, &milliseconds) &&
        number_read(argv[5], 1, 100, &clients))
        return load(argv[2], argv[3], milliseconds, clients);
    if (argc == 4 && strcmp(argv[1], "notes") == 0 && number_read(argv[3], 1, 100, &count))
        return take_notes(argv[2], count);
    return argc == 4 ? ask(argv[1], argv[2], argv[3]) : 2;
}
