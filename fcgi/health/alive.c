/* /healthz. */
#include "alive.h"

void alive_show(struct context *context)
{
    context->response->content_type = "text/plain; charset=utf-8";
    buffer_add_text(&context->response->body, "ok\n");
}
