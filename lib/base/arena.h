/* Memory of one piece of work: a request, a batch of rows, a program's life. Everything allocated
 * in an arena ends with it; nothing is freed singly. Running out of memory ends the process (the
 * parent starts another), so no allocation returns NULL. */
#ifndef NSDB_ARENA_H
#define NSDB_ARENA_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct arena;

/* A new arena. The caller ends it with arena_free(). */
struct arena *arena_new(void);

/* The same for secrets: its memory is wiped when it is reset or freed. */
struct arena *arena_new_wiping(void);

/* Runs the deferred calls (last first) and takes all memory back; the arena can be used again. */
void arena_reset(struct arena *arena);

/* Resets and releases `*arena` and sets it to NULL. NULL inside is allowed. */
void arena_free(struct arena **arena);

/* `size` zeroed bytes, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t size);

/* The same, not zeroed: for what is written over at once. */
void *arena_alloc_room(struct arena *arena, size_t size);

/* Zeroed room for `count` things of `size` bytes; ends the process when the product overflows. */
void *arena_alloc_array(struct arena *arena, size_t count, size_t size);
#define arena_make(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define arena_make_array(arena, type, count) ((type *)arena_alloc_array((arena), (count), sizeof(type)))

/* Makes the newest allocation, of `size` bytes, `wanted` bytes long where it stands; what is added is not zeroed.
 * False when it is not the newest, or there is no room behind it. */
bool arena_extend(struct arena *arena, const void *newest, size_t size, size_t wanted);

/* A copy of `size` bytes, with a 0 byte after them. */
void *arena_copy(struct arena *arena, const void *data, size_t size);

/* A copy of a text. NULL gives NULL. */
char *arena_text(struct arena *arena, const char *text);

/* A copy of the first `length` bytes of `text`, terminated. */
char *arena_text_part(struct arena *arena, const char *text, size_t length);

/* Texts one behind the other, ended by NULL: far cheaper than a format of nothing but %s. */
char *arena_join(struct arena *arena, const char *first, ...) __attribute__((sentinel));

/* A text made by printf's rules. */
char *arena_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_format_list(struct arena *arena, const char *format, va_list values)
    __attribute__((format(printf, 2, 0)));

/* Calls `end(thing)` when the arena is reset or freed: how foreign handles are tied to it. */
void arena_defer(struct arena *arena, void (*end)(void *thing), void *thing);

/* Bytes held at this moment, for tests and metrics. */
size_t arena_size_bytes(const struct arena *arena);

#endif
