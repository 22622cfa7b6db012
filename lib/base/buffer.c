/* Growing buffers. */
#include "buffer.h"

enum { FIRST_BYTES = 512 };

struct buffer buffer_in(struct arena *arena)
{
    return (struct buffer){.arena = arena};
}

void buffer_make_room(struct buffer *buffer, size_t more)
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
    uint8_t *moved = arena_alloc_room(buffer->arena, capacity);
    if (buffer->size > 0)
        memcpy(moved, buffer->data, buffer->size);
    buffer->data = moved;
    buffer->capacity = capacity;
}

void buffer_add_text(struct buffer *buffer, const char *text)
{
    buffer_add(buffer, text, strlen(text));
}

/* Straight into the room that is there; a second time only when that is too small. */
void buffer_format(struct buffer *buffer, const char *format, ...)
{
    va_list values;
    va_list again;
    va_start(values, format);
    va_copy(again, values);
    buffer_make_room(buffer, 0);
    size_t room = buffer->capacity - buffer->size;
    int length = vsnprintf((char *)buffer->data + buffer->size, room, format, values);
    va_end(values);
    if (length > 0 && (size_t)length >= room) {
        buffer_make_room(buffer, (size_t)length);
        vsnprintf((char *)buffer->data + buffer->size, (size_t)length + 1, format, again);
    }
    buffer->size += length > 0 ? (size_t)length : 0;
    va_end(again);
}

struct bytes buffer_bytes(const struct buffer *buffer)
{
    return (struct bytes){buffer->data, buffer->size};
}

const char *buffer_text(struct buffer *buffer)
{
    buffer_make_room(buffer, 0);
    buffer->data[buffer->size] = 0;
    return (const char *)buffer->data;
}
