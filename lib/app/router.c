/* From a request to its handler: route, session, guard, origin, fields, form token, replay; after it, the log row of what is
 * shown. Nothing of the body is read before the guard and the origin agreed. */
#include "app_internal.h"
#include "clock.h"
#include "csrf.h"
#include "guard.h"
#include "log.h"
#include "text.h"

/* The route of method and path, compared byte for byte; NULL when there is none. *path_known_out tells a wrong
 * method (405) from a wrong path (404). */
static const struct route *find_route(const struct program *program, enum method method, const char *path,
    bool *path_known_out)
{
    *path_known_out = false;
    for (const struct route *route = program->routes; route->path != NULL; route++) {
        if (!text_equal(route->path, path))
            continue;
        *path_known_out = true;
        if (route->method == method)
            return route;
    }
    return NULL;
}

static const char *allowed_methods(const struct program *program, const char *path)
{
    bool known = false;
    bool get = find_route(program, METHOD_GET, path, &known) != NULL;
    bool post = find_route(program, METHOD_POST, path, &known) != NULL;
    return get && post ? "GET, HEAD, POST" : get ? "GET, HEAD" : "POST";
}

static void deny(struct context *context, const char *rule)
{
    operation_log_denial(context, rule);
    respond_error(context, 403);
}

/* Gives the context its store and session. False when the answer is already given. */
static bool find_session(struct app *app, struct context *context)
{
    if ((context->route->flags & ROUTE_NO_DATABASE) != 0)
        return true;
    context->store = app_store(app);
    if (context->store == NULL || session_find(context->store, context->request, &context->session) != OK) {
        respond_error(context, 503);
        return false;
    }
    store_bind_epoch(context->store, context->session.account_id, context->session.epoch);
    return true;
}

/* Without a session a page is asked for again after signing in; what a form held is gone, and the sign-in page says so. */
static void send_elsewhere(struct context *context)
{
    const struct request *request = context->request;
    const char *way = guard_way(&context->session);
    if (context->session.stage == SESSION_NONE)
        way = request->method == METHOD_GET
            ? guard_sign_in(context->arena, request->path, request->query) : guard_sign_in_unsent;
    response_see_other(context->response, way);
}

/* パスワード初期化 and its like are rights of many roles; each has its own door to them. */
static bool is_served(const struct program *program, const struct context *context)
{
    return program->serves == NULL || program->serves(context->session.role);
}

static bool pass_guard(struct app *app, struct context *context)
{
    const struct route *route = context->route;
    enum guard_answer asked = guard_ask(&context->session, route->stage, route->right, route->path);
    if (asked == GUARD_OPEN && !is_served(app->program, context))
        asked = GUARD_FORBIDDEN;
    switch (asked) {
    case GUARD_OPEN:
        break;
    case GUARD_ELSEWHERE:
        send_elsewhere(context);
        return false;
    case GUARD_FORBIDDEN:
        operation_log_denial(context, "right");
        respond_no_right(context);
        return false;
    }
    if (route->method == METHOD_POST && !csrf_origin_is_ours(context->request)) {
        deny(context, "origin");
        return false;
    }
    return true;
}

static bool read_fields(struct app *app, struct context *context)
{
    bool too_large = false;
    enum result read = fields_read(context->request, context->route->fields, app->spool_directory, &context->fields,
        &too_large);
    if (read == OK)
        return true;
    respond_error(context, read == FAILED ? 503 : too_large ? 413 : 400);
    return false;
}

/* A page that was drawn before the session existed carries the token of the browser's own cookie; it may only be
 * posted to routes that need no session. */
static bool token_fits(const struct context *context)
{
    const char *posted = field(context->fields, "csrf_token");
    return csrf_token_fits(context->session.csrf_token, posted)
        || (context->route->stage == SESSION_NONE && csrf_token_fits(csrf_token_of_browser(context->request), posted));
}

/* Leads a replay of a creating POST to the first result. False when the answer is given. */
static bool is_first_time(struct context *context)
{
    const char *location = NULL;
    if (!csrf_is_idempotency_key(context->idempotency_key)) {
        respond_error(context, 400);
        return false;
    }
    enum result used = idempotency_location(context, &location);
    if (used == NOT_FOUND)
        return true;
    if (used == OK)
        response_see_other(context->response, location);
    else if (used == CONFLICT)
        respond_sent_already(context, location);
    else
        respond_result(context, used);
    return false;
}

/* Two posts with one key at the same moment: whoever came second has met the first one's work, one way or another,
 * and is led to its result like any replay. */
static void lead_to_first(struct context *context)
{
    const char *location = NULL;
    bool failed = context->response->status >= 400;
    if ((context->route->flags & ROUTE_CREATES) != 0 && failed && idempotency_location(context, &location) == OK)
        response_see_other(context->response, location);
}

static bool pass_form(struct context *context)
{
    if (context->route->method != METHOD_POST)
        return true;
    if (!token_fits(context)) {
        deny(context, "csrf");
        return false;
    }
    context->idempotency_key = field(context->fields, "idempotency_key");
    return (context->route->flags & ROUTE_CREATES) == 0 || is_first_time(context);
}

static void answer(struct app *app, struct context *context)
{
    bool path_known = false;
    if (context->request->fault != 0) {
        respond_error(context, context->request->fault);
        return;
    }
    context->route = find_route(app->program, context->request->method, context->request->path, &path_known);
    if (context->route == NULL) {
        context->response->allow = path_known ? allowed_methods(app->program, context->request->path) : NULL;
        respond_error(context, path_known ? 405 : 404);
        return;
    }
    if (find_session(app, context) && pass_guard(app, context) && read_fields(app, context) && pass_form(context)) {
        context->route->handle(context);
        lead_to_first(context);
        if (shown_log(context) != OK)
            respond_error(context, 503);
    }
}

/* The route's path, never the typed one: addresses that do not exist may hold anything. */
static void log_answer(const struct context *context, int64_t started_us)
{
    static const char *const method_words[] = {[METHOD_GET] = "GET", [METHOD_POST] = "POST", [METHOD_OTHER] = "-"};
    log_info("request", "%s %s %d %lld us, %u statements, account %lld", method_words[context->request->method],
        context->route != NULL ? context->route->path : "-", context->response->status,
        (long long)(clock_monotonic_us() - started_us),
        context->store != NULL ? store_statement_count(context->store) : 0, (long long)context->session.account_id);
}

void app_answer(struct app *app, struct request *request, struct response *response)
{
    int64_t started_us = clock_monotonic_us();
    struct context context = {
        .arena = request->arena,
        .secrets = request->secrets,
        .request = request,
        .response = response,
        .settings = app->settings,
        .keyring = app->keyring,
        .app = app,
        .idempotency_key = "",
        .session = {.flash = "", .step = "", .organisation_name = "", .organisation_code = ""},
    };
    answer(app, &context);
    log_answer(&context, started_us);
}
