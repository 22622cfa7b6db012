/* Query strings. */
#include "query_string.h"

#include "text.h"

static bool is_unreserved(unsigned char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
           byte == '-' || byte == '_' || byte == '.' || byte == '~';
}

void query_string_add(struct buffer *query, const char *name, const char *value)
{
    if (text_is_empty(value))
        return;
    buffer_format(query, "%s%s=", query->size > 0 ? "&" : "", name);
    for (const unsigned char *at = (const unsigned char *)value; *at != 0; at++)
        if (is_unreserved(*at))
            buffer_add(query, at, 1);
        else
            buffer_format(query, "%%%02X", *at);
}
