/* A visitor of a program without web server. */
#include "visitor.h"

#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "buffer.h"
#include "text.h"

struct body_reader {
    const char *data;
    size_t size;
    size_t at;
};

/* The store of a visitor is open from the start. */
struct store *app_store(struct app *app)
{
    return app->store;
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    if (file == NULL || fputs(text, file) < 0 || fclose(file) != 0 || chmod(path, 0400) != 0)
        exit(1);
}

struct settings *visitor_settings(struct arena *arena, const struct keyring **keyring_out)
{
    const char *base = getenv("NSDB_TEST_SETTINGS");
    if (base == NULL)
        return test_settings(arena);
    struct settings *settings = NULL;
    struct keyring *keyring = NULL;
    const char *problem = NULL;
    const char *keyring_path = arena_format(arena, "%s.keyring", base);
    const char *path = arena_format(arena, "%s.flows", base);
    if (access(path, F_OK) != 0) {
        write_file(keyring_path, keyring_make(arena));
        write_file(path, arena_format(arena, "include %s\nkeyring_file = %s\ncommon_passwords_file = %s\n",
            strrchr(base, '/') + 1, keyring_path,
            arena_format(arena, "%s/conf/common_passwords.txt", text_or(getenv("srcdir"), "."))));
    }
    if (settings_read(arena, path, &settings, &problem) != OK || keyring_read(arena, keyring_path, &keyring) != OK) {
        fprintf(stderr, "%s\n", problem == NULL ? "keyring" : problem);
        exit(1);
    }
    *keyring_out = keyring;
    return settings;
}

void visitor_open(struct visitor *visitor, const struct program *program, struct settings *settings,
    const struct keyring *keyring, const char *source)
{
    *visitor = (struct visitor){.arena = arena_new(), .request_arena = arena_new(), .secrets = arena_new_wiping(),
        .source = source, .csrf_token = "", .fetch_site = "same-origin"};
    visitor->app = (struct app){.program = program, .settings = settings, .keyring = keyring,
        .arena = visitor->arena, .spool_directory = "/tmp"};
    if (store_open(visitor->arena, settings, "test", &visitor->app.store) != OK)
        exit(1);
}

void visitor_close(struct visitor *visitor)
{
    arena_free(&visitor->secrets);
    arena_free(&visitor->request_arena);
    arena_free(&visitor->arena);
}

const char *visitor_cookie(const struct visitor *visitor, const char *name)
{
    for (size_t i = 0; i < visitor->cookie_count; i++)
        if (text_equal(visitor->cookies[i].name, name))
            return visitor->cookies[i].value;
    return "";
}

void visitor_set_cookie(struct visitor *visitor, const char *name, const char *value)
{
    size_t i = 0;
    while (i < visitor->cookie_count && !text_equal(visitor->cookies[i].name, name))
        i++;
    assert_true(i < VISITOR_COOKIES);
    visitor->cookie_count = i < visitor->cookie_count ? visitor->cookie_count : i + 1;
    (void)snprintf(visitor->cookies[i].name, sizeof visitor->cookies[i].name, "%s", name);
    (void)snprintf(visitor->cookies[i].value, sizeof visitor->cookies[i].value, "%s", value);
}

static const char *cookie_header(const struct visitor *visitor)
{
    struct buffer header = buffer_in(visitor->request_arena);
    for (size_t i = 0; i < visitor->cookie_count; i++)
        if (visitor->cookies[i].value[0] != 0)
            buffer_format(&header, "%s%s=%s", header.size == 0 ? "" : "; ", visitor->cookies[i].name,
                visitor->cookies[i].value);
    return buffer_text(&header);
}

static void keep_cookies(struct visitor *visitor, struct buffer *lines)
{
    static const char mark[] = "Set-Cookie: ";
    const char *at = buffer_text(lines);
    for (at = strstr(at, mark); at != NULL; at = strstr(at + 1, mark)) {
        const char *name = at + strlen(mark);
        size_t name_length = strcspn(name, "=");
        const char *value = name + name_length + 1;
        visitor_set_cookie(visitor, arena_text_part(visitor->arena, name, name_length),
            arena_text_part(visitor->arena, value, strcspn(value, ";")));
    }
}

static long read_body(struct request *request, void *buffer, size_t size)
{
    struct body_reader *reader = request->reader;
    size_t left = reader->size - reader->at;
    size_t taken = size < left ? size : left;
    memcpy(buffer, reader->data + reader->at, taken);
    reader->at += taken;
    return (long)taken;
}

const char *visitor_between(struct visitor *visitor, const char *before, const char *after)
{
    const char *start = strstr(visitor->body, before);
    const char *end = start == NULL ? NULL : strstr(start + strlen(before), after);
    if (end == NULL)
        return "";
    start += strlen(before);
    return arena_text_part(visitor->arena, start, (size_t)(end - start));
}

static void ask(struct visitor *visitor, struct request *request)
{
    struct response response = response_in(visitor->request_arena);
    request->arena = visitor->request_arena;
    request->secrets = visitor->secrets;
    request->id = "test";
    request->source = visitor->source;
    request->user_agent = "visitor";
    request->host = "localhost:8080";
    request->scheme = "http";
    request->cookies = cookie_header(visitor);
    request->fetch_site = visitor->fetch_site;
    app_answer(&visitor->app, request, &response);
    visitor->hold = text_or(response.hold, "");
    if (response.hold != NULL) {
        ((struct body_reader *)request->reader)->at = 0;
        request->held = true;
        response = response_in(visitor->request_arena);
        app_answer(&visitor->app, request, &response);
    }
    visitor->status = response.status;
    visitor->location = arena_text(visitor->arena, text_or(response.location, ""));
    visitor->allow = text_or(response.allow, "");
    visitor->body = arena_text(visitor->arena, buffer_text(&response.body));
    keep_cookies(visitor, &response.set_cookies);
    const char *token = visitor_between(visitor, "name=\"csrf_token\" value=\"", "\"");
    if (token[0] != 0)
        visitor->csrf_token = token;
    arena_reset(visitor->secrets);
    arena_reset(visitor->request_arena);
}

void visitor_get(struct visitor *visitor, const char *path)
{
    size_t length = strcspn(path, "?");
    struct request request = {
        .method = METHOD_GET,
        .path = arena_text_part(visitor->request_arena, path, length),
        .query = path[length] == '?' ? path + length + 1 : "",
        .content_type = "",
        .origin = "",
        .read_body = read_body,
        .reader = &(struct body_reader){0},
    };
    ask(visitor, &request);
}

static void post(struct visitor *visitor, const char *path, const char *type, struct bytes body)
{
    struct body_reader reader = {(const char *)body.data, body.size, 0};
    struct request request = {
        .method = METHOD_POST,
        .path = path,
        .query = "",
        .content_type = type,
        .content_length = (int64_t)body.size,
        .origin = visitor->origin == NULL ? "http://localhost:8080" : visitor->origin,
        .read_body = read_body,
        .reader = &reader,
    };
    ask(visitor, &request);
}

static const char *fresh_key(struct visitor *visitor)
{
    static unsigned long count;
    return arena_format(visitor->arena, "%022lu", __atomic_add_fetch(&count, 1, __ATOMIC_SEQ_CST));
}

void visitor_post(struct visitor *visitor, const char *path, const char *fields)
{
    const char *body = arena_format(visitor->arena, "csrf_token=%s&idempotency_key=%s%s%s", visitor->csrf_token,
        fresh_key(visitor), fields[0] == 0 ? "" : "&", fields);
    post(visitor, path, "application/x-www-form-urlencoded", (struct bytes){(const uint8_t *)body, strlen(body)});
}

void visitor_post_keyed(struct visitor *visitor, const char *path, const char *idempotency_key)
{
    const char *body = arena_format(visitor->arena, "csrf_token=%s&idempotency_key=%s", visitor->csrf_token,
        idempotency_key);
    post(visitor, path, "application/x-www-form-urlencoded", (struct bytes){(const uint8_t *)body, strlen(body)});
}

static void add_part(struct buffer *body, const char *name, const char *extra, const char *value)
{
    buffer_format(body, "--edge\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n", name, extra);
    buffer_add_text(body, value);
    buffer_add_text(body, "\r\n");
}

void visitor_post_proof(struct visitor *visitor, const char *path, const char *signature, const char *file,
    const char *passphrase)
{
    struct buffer body = buffer_in(visitor->arena);
    add_part(&body, "csrf_token", "", visitor->csrf_token);
    add_part(&body, "idempotency_key", "", fresh_key(visitor));
    add_part(&body, "signature", "", signature);
    add_part(&body, "key_file", "; filename=\"key.pem\"\r\nContent-Type: application/octet-stream", file);
    add_part(&body, "passphrase", "", passphrase);
    buffer_add_text(&body, "--edge--\r\n");
    post(visitor, path, "multipart/form-data; boundary=edge", buffer_bytes(&body));
}

const char *visitor_output(struct visitor *visitor, char *const *command)
{
    int ends[2];
    struct buffer output = buffer_in(visitor->arena);
    char part[4096];
    if (pipe(ends) != 0)
        exit(1);
    pid_t child = fork();
    if (child == 0) {
        (void)dup2(ends[1], STDOUT_FILENO);
        (void)close(ends[0]);
        execvp(command[0], command);
        _exit(127);
    }
    (void)close(ends[1]);
    for (ssize_t got; (got = read(ends[0], part, sizeof part)) > 0;)
        buffer_add(&output, part, (size_t)got);
    (void)close(ends[0]);
    int status = 0;
    if (waitpid(child, &status, 0) != child || status != 0) {
        fprintf(stderr, "%s%s failed\n", buffer_text(&output), command[0]);
        exit(1);
    }
    return buffer_text(&output);
}

/* By the command-line client: tests ask what no statement of the programs asks. */
const char *visitor_ask(struct visitor *visitor, const char *sql)
{
    char *const command[] = {"mariadb", "--no-defaults", "-uroot", "-NBr", "-S", getenv("NSDB_TEST_SOCKET"), "-e",
        arena_text(visitor->arena, sql), getenv("NSDB_TEST_SCHEMA"), NULL};
    const char *text = visitor_output(visitor, command);
    return arena_text_part(visitor->arena, text, strcspn(text, "\n"));
}
