/* Growing buffers. */
#include "buffer.h"

enum { FIRST_BYTES = 512 };

struct buffer buffer_in(struct arena *arena)
{
    return (struct buffer){.arena = arena};
}

static void make_room(struct buffer *buffer, size_t more)
{
    size_t wanted;
    if (__builtin_add_overflow(buffer->size, more, &wanted) || __builtin_add_overflow(wanted, 1, &wanted))
        abort();
    if (wanted <= buffer->capacity)
        return;
    size_t capacity = buffer->capacity == 0 ? FIRST_BYTES : buffer->capacity;
    while (capacity < wanted)
        capacity *= 2;
    if (buffer->data != NULL && arena_extend(buffer->arena, buffer->data, buffer->capacity, capacity)) {
        buffer->capacity = capacity;
        return;
    }
    uint8_t *moved = arena_alloc(buffer->arena, capacity);
    if (buffer->size > 0)
        memcpy(moved, buffer->data, buffer->size);
    buffer->data = moved;
    buffer->capacity = capacity;
}

void buffer_add(struct buffer *buffer, const void *data, size_t size)
{
    make_room(buffer, size);
    if (size > 0)
        memcpy(buffer->data + buffer->size, data, size);
    buffer->size += size;
}

void buffer_add_text(struct buffer *buffer, const char *text)
{
    buffer_add(buffer, text, strlen(text));
}

void buffer_format(struct buffer *buffer, const char *format, ...)
{
    va_list values;
    va_list again;
    va_start(values, format);
    va_copy(again, values);
    int length = vsnprintf(NULL, 0, format, values);
    va_end(values);
    if (length > 0) {
        make_room(buffer, (size_t)length);
        vsnprintf((char *)buffer->data + buffer->size, (size_t)length + 1, format, again);
        buffer->size += (size_t)length;
    }
    va_end(again);
}

struct bytes buffer_bytes(const struct buffer *buffer)
{
    return (struct bytes){buffer->data, buffer->size};
}

const char *buffer_text(struct buffer *buffer)
{
    make_room(buffer, 0);
    buffer->data[buffer->size] = 0;
    return (const char *)buffer->data;
}
