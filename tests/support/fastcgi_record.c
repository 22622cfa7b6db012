/* Frames of FastCGI. */
#include "fastcgi_record.h"

#include <string.h>

enum { RECORD_MOST = 60000 };

void fastcgi_add_record(struct buffer *out, enum fastcgi_type type, const void *data, size_t size)
{
    const uint8_t head[FASTCGI_HEAD] = {1, (uint8_t)type, 0, 1, (uint8_t)(size >> 8), (uint8_t)size, 0, 0};
    buffer_add(out, head, sizeof head);
    buffer_add(out, data, size);
}

void fastcgi_add_begin(struct buffer *out)
{
    static const uint8_t responder[8] = {0, 1, 0, 0, 0, 0, 0, 0};
    fastcgi_add_record(out, FASTCGI_BEGIN, responder, sizeof responder);
}

void fastcgi_add_stream(struct buffer *out, enum fastcgi_type type, struct bytes data)
{
    for (size_t at = 0; at < data.size; at += RECORD_MOST)
        fastcgi_add_record(out, type, data.data + at, data.size - at < RECORD_MOST ? data.size - at : RECORD_MOST);
    fastcgi_add_record(out, type, "", 0);
}

static void add_length(struct buffer *params, size_t length)
{
    const uint8_t bytes[4] = {(uint8_t)(length >> 24 | 0x80), (uint8_t)(length >> 16), (uint8_t)(length >> 8),
        (uint8_t)length};
    buffer_add(params, bytes, sizeof bytes);
}

void fastcgi_add_param(struct buffer *params, const char *name, const char *value)
{
    add_length(params, strlen(name));
    add_length(params, strlen(value));
    buffer_add_text(params, name);
    buffer_add_text(params, value);
}
