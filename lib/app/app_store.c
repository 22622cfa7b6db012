/* The process's database connection: opened when first needed, so that handlers live without a database. */
#include "app_internal.h"
#include "clock.h"

enum { RETRY_AFTER_US = 1000 * 1000 };

struct store *app_store(struct app *app)
{
    int64_t now = clock_monotonic_us();
    if (app->store != NULL || now < app->store_retry_at_us)
        return app->store;
    arena_reset(app->store_arena);
    struct store *store = NULL;
    if (store_open(app->store_arena, app->settings, app->program->name, &store) == OK)
        app->store = store;
    app->store_retry_at_us = clock_monotonic_us() + RETRY_AFTER_US;
    return app->store;
}

struct store *context_store(struct context *context)
{
    return app_store(context->app);
}
