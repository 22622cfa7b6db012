/* Views of other people's personal data in the operation log (R-111, L01): one row for each answer, written before it leaves. */
#include "app_internal.h"
#include "log.h"
#include "text.h"

void shown_one(struct context *context, int64_t subject_id)
{
    context->shown = (struct shown){.told = true, .subject_id = subject_id, .rows = 1};
}

void shown_list(struct context *context, int64_t subject_id, size_t rows, int64_t page)
{
    context->shown = (struct shown){.told = true, .subject_id = subject_id, .rows = rows, .page = page};
}

static bool has_value(const struct context *context, const struct field_spec *spec)
{
    return spec->type != FIELD_FILE && field_count(context->fields, spec->name) > 0
        && !text_is_empty(field_at(context->fields, spec->name, 0));
}

/* Which fields were filled in: their names, which are ours, never what stands in them. */
static const char *asked_by(const struct context *context)
{
    struct buffer names = buffer_in(context->arena);
    const struct field_spec *spec = context->route->fields;
    for (; spec != NULL && spec->name != NULL; spec++)
        if (has_value(context, spec))
            buffer_format(&names, "%s\"%s\"", names.size > 0 ? "," : "", spec->name);
    return buffer_text(&names);
}

static const char *detail_of(const struct context *context)
{
    const struct shown *shown = &context->shown;
    if (shown->page == 0)
        return arena_format(context->arena, "{\"path\":\"%s\"}", context->route->path);
    return arena_format(context->arena, "{\"path\":\"%s\",\"rows\":%zu,\"page\":%lld,\"by\":[%s]}", context->route->path,
        shown->rows, (long long)shown->page, asked_by(context));
}

/* Forms that are drawn again, with what to mend, show as much as pages. */
static bool is_page(const struct context *context)
{
    return context->response->status == 200 || context->response->status == 422;
}

/* A POST may also answer a file, or the result of a deed that has its own row; but not a form again without telling. */
static bool is_told(const struct context *context)
{
    if (context->route->shows == NULL)
        return !context->shown.told;
    return context->shown.told || (context->route->method == METHOD_POST && context->response->status == 200);
}

enum result shown_log(struct context *context)
{
    if (!is_page(context))
        return OK;
    if (!is_told(context)) {
        log_error("shown", "%s: the route and its handler disagree about whose data are shown.", context->route->path);
        return FAILED;
    }
    if (context->shown.rows == 0)
        return OK;
    return operation_log(context, "view", context->route->shows, context->shown.subject_id, detail_of(context));
}
