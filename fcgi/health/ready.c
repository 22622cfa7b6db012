/* /readyz: the list of checks as text or JSON. */
#include "ready.h"

#include "ready_checks.h"
#include "text.h"

static const char *word(enum check_state state)
{
    static const char *const words[] = {"pass", "warn", "fail"};
    return words[state];
}

static enum check_state worst(const struct checks *checks)
{
    enum check_state state = CHECK_PASS;
    for (size_t i = 0; i < checks->count; i++)
        if (checks->items[i].state > state)
            state = checks->items[i].state;
    return state;
}

static void write_text(struct buffer *body, const struct checks *checks)
{
    buffer_add_text(body, worst(checks) == CHECK_FAIL ? "not ready\n" : "ok\n");
    for (size_t i = 0; i < checks->count; i++)
        buffer_format(body, "%s: %s (%s)\n", checks->items[i].name, word(checks->items[i].state),
            checks->items[i].observed);
}

/* The sentences are our own: nothing in them needs an escape. */
static void write_json(struct buffer *body, const struct checks *checks)
{
    buffer_format(body, "{\"status\":\"%s\",\"checks\":{", word(worst(checks)));
    for (size_t i = 0; i < checks->count; i++)
        buffer_format(body, "%s\"%s\":[{\"status\":\"%s\",\"output\":\"%s\"}]", i == 0 ? "" : ",",
            checks->items[i].name, word(checks->items[i].state), checks->items[i].observed);
    buffer_add_text(body, "}}\n");
}

void ready_show(struct context *context)
{
    struct response *response = context->response;
    struct checks checks = ready_checks(context);
    bool json = strstr(context->request->accept, "application/health+json") != NULL;
    response->status = worst(&checks) == CHECK_FAIL ? 503 : 200;
    response->content_type = json ? "application/health+json" : "text/plain; charset=utf-8";
    if (json)
        write_json(&response->body, &checks);
    else
        write_text(&response->body, &checks);
}
