/* A FastCGI program without a database, for tests of the process skeleton: it has the real serve() and its own answers
 * instead of the router. */
#include <errno.h>
#include <unistd.h>

#include "app_internal.h"
#include "clock.h"
#include "text.h"

static const struct field_spec upload_fields[] = {
    {"note", "備考", FIELD_TEXT, 100, 0},
    {"file", "ファイル", FIELD_FILE, 20 * 1024 * 1024, FIELD_MANY},
    {0},
};

static void nothing(struct context *context)
{
    (void)context;
}

static const struct route routes[] = {
    {METHOD_GET, "/plain/hello", ACTION_NONE, SESSION_NONE, NULL, nothing, ROUTE_NO_DATABASE},
    {METHOD_POST, "/plain/upload", ACTION_NONE, SESSION_NONE, upload_fields, nothing, ROUTE_NO_DATABASE},
    {0},
};

static void answer_upload(struct app *app, struct request *request, struct response *response)
{
    struct fields *fields;
    bool too_large;
    enum result result = fields_read(request, upload_fields, app->spool_directory, &fields, &too_large);
    if (result != OK) {
        response->status = result == FAILED ? 503 : too_large ? 413 : 400;
        return;
    }
    buffer_format(&response->body, "note %s\n", field(fields, "note"));
    for (size_t i = 0; i < field_file_count(fields, "file"); i++)
        buffer_format(&response->body, "file %s %lld\n", field_file(fields, "file", i)->name,
            (long long)field_file(fields, "file", i)->size);
    for (size_t i = 0; i < fields_complaints(fields)->count; i++)
        buffer_format(&response->body, "complaint %s\n", fields_complaints(fields)->items[i].code);
}

static void exec_something(void)
{
    char *const argv[] = {(char *)"true", NULL};
    execv("/bin/true", argv);
}

static void answer_path(struct app *app, struct request *request, struct response *response)
{
    const char *path = request->path;
    if (text_equal(path, "/plain/hello"))
        buffer_format(&response->body, "pid %d greeting %s\n", (int)getpid(),
            settings_text(app->settings, "greeting", "none"));
    else if (text_equal(path, "/plain/slow"))
        clock_sleep_us(300 * 1000);
    else if (text_equal(path, "/plain/slower"))
        clock_sleep_us(3000 * 1000);
    else if (text_equal(path, "/plain/stuck"))
        for (;;)
            clock_sleep_us(1000 * 1000);
    else if (text_equal(path, "/plain/crash"))
        abort();
    else if (text_equal(path, "/plain/exec"))
        exec_something();
    else if (text_equal(path, "/plain/fork"))
        buffer_format(&response->body, "%s\n", fork() < 0 ? strerror(errno) : "forked");
    else if (text_equal(path, "/plain/rename"))
        buffer_format(&response->body, "%s\n", rename("/nonexistent/a", "/nonexistent/b") < 0 ? strerror(errno) : "renamed");
    else if (text_equal(path, "/plain/memory"))
        buffer_format(&response->body, "%p\n", arena_alloc(request->arena, (size_t)1 << 30));
    else if (text_equal(path, "/plain/upload"))
        answer_upload(app, request, response);
    else
        response->status = 404;
}

void app_answer(struct app *app, struct request *request, struct response *response)
{
    response->content_type = "text/plain; charset=utf-8";
    response->status = request->fault != 0 ? request->fault : 200;
    if (request->fault == 0)
        answer_path(app, request, response);
}

int main(int argc, char **argv)
{
    static const struct program program = {"plain", routes};
    return serve(&program, argc, argv);
}
