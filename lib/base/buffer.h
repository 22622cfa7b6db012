/* A growing run of bytes in an arena: bodies, PDF files, mails. */
#ifndef NSDB_BUFFER_H
#define NSDB_BUFFER_H

#include "arena.h"
#include "bytes.h"

struct buffer {
    struct arena *arena;
    uint8_t *data;
    size_t size;
    size_t capacity;
};

/* An empty buffer whose memory belongs to `arena`. */
struct buffer buffer_in(struct arena *arena);

/* Makes room for `more` bytes and the 0 behind them. */
void buffer_make_room(struct buffer *buffer, size_t more);

/* Adds bytes, a text without its 0, or what printf's rules make. A page is a thousand additions: the first stands here so
 * that it costs no call. */
static inline void buffer_add(struct buffer *buffer, const void *data, size_t size)
{
    if (size >= buffer->capacity - buffer->size)
        buffer_make_room(buffer, size);
    if (size > 0)
        memcpy(buffer->data + buffer->size, data, size);
    buffer->size += size;
}
void buffer_add_text(struct buffer *buffer, const char *text);
void buffer_format(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The content, valid until the next addition. */
struct bytes buffer_bytes(const struct buffer *buffer);

/* The content as a terminated text, valid until the next addition. */
const char *buffer_text(struct buffer *buffer);

#endif
