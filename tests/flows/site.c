/* A site without web server. */
#include "site.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "fastcgi_record.h"
#include "text.h"
#include "token.h"

enum { PATIENCE_US = 20 * 1000 * 1000 };

const char *site_request_id = "test";
const char *site_form_key;

static void start_program(struct site *site, const char *name)
{
    char *program = arena_format(site->arena, "fcgi/%s/nsdb-%s", name, name);
    pid_t process = fork();
    if (process == 0) {
        prctl(PR_SET_PDEATHSIG, SIGTERM); /* a test that fails leaves nothing behind */
        int log = open(arena_format(site->arena, "%s/log", site->folder),
            O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        dup2(log, STDERR_FILENO);
        execl(program, program, "--settings", site->settings, (char *)NULL);
        _exit(127);
    }
    site->programs[site->count] = name;
    site->processes[site->count++] = process;
}

static int connect_to(const struct site *site, const char *program)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    (void)snprintf(address.sun_path, sizeof address.sun_path, "%s/%s.sock", site->folder, program);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0)
        return fd;
    close(fd);
    return -1;
}

static void wait_for(const struct site *site, const char *program)
{
    int fd = -1;
    for (int64_t end = clock_monotonic_us() + PATIENCE_US; fd < 0 && clock_monotonic_us() < end; clock_sleep_us(10000))
        fd = connect_to(site, program);
    if (fd < 0)
        fail_msg("nsdb-%s does not start; see %s/log", program, site->folder);
    close(fd);
}

struct site *site_start(struct arena *arena, const char *const *programs)
{
    struct site *site = arena_make(arena, struct site);
    char folder[] = "/tmp/nsdb-site-XXXXXX";
    assert_non_null(mkdtemp(folder));
    site->arena = arena;
    site->folder = arena_text(arena, folder);
    site->settings = arena_format(arena, "%s/settings", folder);
    FILE *file = fopen(site->settings, "w");
    assert_non_null(file);
    fprintf(file, "include %s.flows\nrun_directory = %s\nspool_directory = %s\nworkers = 1\n",
        getenv("NSDB_TEST_SETTINGS"), folder, folder);
    assert_int_equal(fclose(file), 0);
    for (; *programs != NULL; programs++)
        start_program(site, *programs);
    for (size_t i = 0; i < site->count; i++)
        wait_for(site, site->programs[i]);
    return site;
}

void site_stop(struct site *site)
{
    char *const remove[] = {"rm", "-rf", arena_text(site->arena, site->folder), NULL};
    for (size_t i = 0; i < site->count; i++)
        kill(site->processes[i], SIGTERM);
    for (size_t i = 0; i < site->count; i++) {
        int status = -1;
        waitpid(site->processes[i], &status, 0);
        if (status != 0)
            fail_msg("nsdb-%s ended with %d; see %s/log", site->programs[i], status, site->folder);
    }
    if (fork() == 0) {
        execvp(remove[0], remove);
        _exit(127);
    }
    wait(NULL);
}

struct guest site_guest(struct arena *arena, struct store *store, int64_t account_id)
{
    struct session session = {.account_id = account_id};
    struct request request = {.arena = arena, .cookies = "", .scheme = "http", .source = "192.0.2.7",
        .user_agent = "guest"};
    struct guest guest = {0};
    assert_int_equal(session_start(store, &request, SESSION_FULL, &session, &guest.token), OK);
    guest.csrf_token = session.csrf_token;
    return guest;
}

static struct buffer question(struct arena *arena, const struct guest *guest, const char *method, const char *path,
    const char *body)
{
    struct buffer params = buffer_in(arena);
    struct buffer out = buffer_in(arena);
    fastcgi_add_param(&params, "REQUEST_METHOD", method);
    fastcgi_add_param(&params, "REQUEST_URI", path);
    fastcgi_add_param(&params, "REQUEST_SCHEME", "http");
    fastcgi_add_param(&params, "REQUEST_ID", site_request_id);
    fastcgi_add_param(&params, "REMOTE_ADDR", "192.0.2.7");
    fastcgi_add_param(&params, "HTTP_HOST", "localhost:8080");
    fastcgi_add_param(&params, "HTTP_ORIGIN", *body == 0 ? "" : "http://localhost:8080");
    fastcgi_add_param(&params, "HTTP_SEC_FETCH_SITE", "same-origin");
    fastcgi_add_param(&params, "CONTENT_TYPE", *body == 0 ? "" : "application/x-www-form-urlencoded");
    fastcgi_add_param(&params, "CONTENT_LENGTH", arena_format(arena, "%zu", strlen(body)));
    if (guest->token != NULL)
        fastcgi_add_param(&params, "HTTP_COOKIE", arena_format(arena, "nsdb=%s", guest->token));
    fastcgi_add_begin(&out);
    fastcgi_add_stream(&out, FASTCGI_PARAMS, buffer_bytes(&params));
    fastcgi_add_stream(&out, FASTCGI_STDIN, (struct bytes){(const uint8_t *)body, strlen(body)});
    return out;
}

/* The records' content without their heads. */
static struct buffer receive(struct arena *arena, int fd)
{
    struct buffer in = buffer_in(arena);
    struct buffer content = buffer_in(arena);
    char step[16384];
    for (ssize_t got; (got = recv(fd, step, sizeof step, 0)) > 0;)
        buffer_add(&in, step, (size_t)got);
    for (size_t at = 0; at + FASTCGI_HEAD <= in.size;) {
        size_t size = (size_t)(in.data[at + 4] << 8 | in.data[at + 5]);
        if (in.data[at + 1] == FASTCGI_STDOUT && at + FASTCGI_HEAD + size <= in.size)
            buffer_add(&content, in.data + at + FASTCGI_HEAD, size);
        at += FASTCGI_HEAD + size + in.data[at + 6];
    }
    return content;
}

static struct answer answer_of(struct arena *arena, struct buffer *content)
{
    const char *text = buffer_text(content);
    const char *end = strstr(text, "\r\n\r\n");
    struct answer answer = {0};
    if (end == NULL || !text_starts_with(text, "Status: "))
        return answer;
    answer.status = (int)strtol(text + strlen("Status: "), NULL, 10);
    answer.head = arena_text_part(arena, text, (size_t)(end - text));
    answer.body = (struct bytes){(const uint8_t *)end + 4, content->size - (size_t)(end + 4 - text)};
    return answer;
}

static struct answer ask(const struct site *site, struct arena *arena, const struct guest *guest, const char *method,
    const char *path, const char *body)
{
    const char *program = arena_text_part(arena, path + 1, strcspn(path + 1, "/"));
    struct buffer out = question(arena, guest, method, path, body);
    int fd = connect_to(site, program);
    if (fd < 0)
        fail_msg("nsdb-%s is gone; see %s/log", program, site->folder);
    assert_int_equal(send(fd, out.data, out.size, MSG_NOSIGNAL), out.size);
    struct buffer content = receive(arena, fd);
    close(fd);
    return answer_of(arena, &content);
}

struct answer site_get(const struct site *site, struct arena *arena, const struct guest *guest, const char *path)
{
    return ask(site, arena, guest, "GET", path, "");
}

struct answer site_head(const struct site *site, struct arena *arena, const struct guest *guest, const char *path)
{
    return ask(site, arena, guest, "HEAD", path, "");
}

struct answer site_post(const struct site *site, struct arena *arena, const struct guest *guest, const char *path,
    const char *fields)
{
    const char *body = arena_format(arena, "csrf_token=%s&idempotency_key=%s&%s", guest->csrf_token,
        site_form_key != NULL ? site_form_key : token_reference(arena), fields);
    return ask(site, arena, guest, "POST", path, body);
}
