/* Query strings. */
#include "query_string.h"

#include "percent.h"
#include "text.h"

void query_string_add(struct buffer *query, const char *name, const char *value)
{
    if (!text_is_empty(value))
        buffer_format(query, "%s%s=%s", query->size > 0 ? "&" : "", name, percent_encode(query->arena, value));
}
