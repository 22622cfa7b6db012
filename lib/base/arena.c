/* Arenas: chained blocks that grow in powers of two; the largest block, up to a limit, is kept across resets so that a
 * handler's steady state asks the system for nothing. */
#include "arena.h"

#include <stdint.h>

/* Under AddressSanitizer what nobody was given is poisoned, with a gap behind each allocation: an overflow inside an
 * arena is seen as one between two mallocs is. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_SANITIZER
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define UNDER_SANITIZER
#endif
#ifdef UNDER_SANITIZER
#include <sanitizer/asan_interface.h>
enum { GAP_BYTES = 16 };
#else
#define ASAN_POISON_MEMORY_REGION(start, size) ((void)(start), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(start, size) ((void)(start), (void)(size))
enum { GAP_BYTES = 0 };
#endif

enum { FIRST_BLOCK_BYTES = 16 * 1024, KEPT_BLOCK_BYTES = 256 * 1024, LARGEST_BLOCK_BYTES = 1024 * 1024,
    ALIGNMENT = 16 };

struct block {
    struct block *previous;
    size_t size;
    size_t used;
    _Alignas(16) unsigned char data[];
};

struct deferred {
    struct deferred *previous;
    void (*end)(void *thing);
    void *thing;
};

struct arena {
    struct block *newest;
    struct deferred *deferred;
    int wiping;
};

static _Noreturn void out_of_memory(void)
{
    static const char message[] = "nsdb: out of memory\n";
    fwrite(message, 1, sizeof message - 1, stderr);
    abort();
}

static struct block *block_new(size_t size, struct block *previous)
{
    struct block *block = malloc(sizeof *block + size);
    if (block == NULL)
        out_of_memory();
    block->previous = previous;
    block->size = size;
    block->used = 0;
    ASAN_POISON_MEMORY_REGION(block->data, size);
    return block;
}

static struct arena *arena_new_kind(int wiping)
{
    struct arena *arena = calloc(1, sizeof *arena);
    if (arena == NULL)
        out_of_memory();
    arena->wiping = wiping;
    arena->newest = block_new(FIRST_BLOCK_BYTES, NULL);
    return arena;
}

struct arena *arena_new(void)
{
    return arena_new_kind(0);
}

struct arena *arena_new_wiping(void)
{
    return arena_new_kind(1);
}

static void wipe_if_needed(const struct arena *arena, struct block *block)
{
    ASAN_UNPOISON_MEMORY_REGION(block->data, block->size);
    if (arena->wiping)
        explicit_bzero(block->data, block->used);
}

void arena_reset(struct arena *arena)
{
    while (arena->deferred != NULL) {
        struct deferred *last = arena->deferred;
        arena->deferred = last->previous;
        last->end(last->thing);
    }
    struct block *kept = NULL;
    for (struct block *block = arena->newest, *previous; block != NULL; block = previous) {
        previous = block->previous;
        wipe_if_needed(arena, block);
        if (kept == NULL && block->size <= KEPT_BLOCK_BYTES)
            kept = block;
        else
            free(block);
    }
    kept->previous = NULL;
    kept->used = 0;
    ASAN_POISON_MEMORY_REGION(kept->data, kept->size);
    arena->newest = kept;
}

void arena_free(struct arena **arena)
{
    if (*arena == NULL)
        return;
    arena_reset(*arena);
    ASAN_UNPOISON_MEMORY_REGION((*arena)->newest->data, (*arena)->newest->size);
    free((*arena)->newest);
    free(*arena);
    *arena = NULL;
}

static size_t next_block_size(const struct arena *arena, size_t wanted)
{
    size_t size = arena->newest->size * 2;
    if (size > LARGEST_BLOCK_BYTES)
        size = LARGEST_BLOCK_BYTES;
    return size < wanted ? wanted : size;
}

static size_t rounded_up(size_t size)
{
    if (size > SIZE_MAX / 2)
        out_of_memory();
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT + GAP_BYTES;
}

void *arena_alloc_room(struct arena *arena, size_t size)
{
    size_t rounded = rounded_up(size);
    if (arena->newest->size - arena->newest->used < rounded)
        arena->newest = block_new(next_block_size(arena, rounded), arena->newest);
    void *place = arena->newest->data + arena->newest->used;
    arena->newest->used += rounded;
    ASAN_UNPOISON_MEMORY_REGION(place, size);
    return place;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    return memset(arena_alloc_room(arena, size), 0, size);
}

bool arena_extend(struct arena *arena, const void *newest, size_t size, size_t wanted)
{
    struct block *block = arena->newest;
    size_t before = rounded_up(size);
    size_t more = rounded_up(wanted) - before;
    bool is_newest = (const unsigned char *)newest + before == block->data + block->used;
    if (!is_newest || block->size - block->used < more)
        return false;
    block->used += more;
    ASAN_UNPOISON_MEMORY_REGION(newest, wanted);
    return true;
}

void *arena_alloc_array(struct arena *arena, size_t count, size_t size)
{
    size_t total;
    if (__builtin_mul_overflow(count, size, &total))
        out_of_memory();
    return arena_alloc(arena, total);
}

void *arena_copy(struct arena *arena, const void *data, size_t size)
{
    if (size == SIZE_MAX)
        out_of_memory();
    char *copy = arena_alloc_room(arena, size + 1);
    if (size > 0)
        memcpy(copy, data, size);
    copy[size] = 0;
    return copy;
}

char *arena_text(struct arena *arena, const char *text)
{
    return text == NULL ? NULL : arena_copy(arena, text, strlen(text));
}

char *arena_text_part(struct arena *arena, const char *text, size_t length)
{
    return arena_copy(arena, text, length);
}

static size_t joined_length(const char *first, va_list rest)
{
    size_t length = 0;
    for (const char *text = first; text != NULL; text = va_arg(rest, const char *))
        length += strlen(text);
    return length;
}

char *arena_join(struct arena *arena, const char *first, ...)
{
    va_list rest;
    va_start(rest, first);
    size_t length = joined_length(first, rest);
    va_end(rest);
    char *joined = arena_alloc_room(arena, length + 1);
    char *end = joined;
    va_start(rest, first);
    for (const char *text = first; text != NULL; text = va_arg(rest, const char *)) {
        size_t size = strlen(text);
        memcpy(end, text, size);
        end += size;
    }
    va_end(rest);
    *end = 0;
    return joined;
}

/* Written straight into the free room of the block; a second time only when that is too small. */
char *arena_format_list(struct arena *arena, const char *format, va_list values)
{
    va_list again;
    va_copy(again, values);
    struct block *block = arena->newest;
    size_t room = block->size - block->used;
    char *text = (char *)block->data + block->used;
    ASAN_UNPOISON_MEMORY_REGION(text, room);
    int length = vsnprintf(text, room, format, values);
    if (length < 0)
        out_of_memory();
    size_t size = (size_t)length + 1;
    bool fits = rounded_up(size) <= room;
    if (fits)
        block->used += rounded_up(size);
    else if (arena->wiping)
        explicit_bzero(text, room);
    ASAN_POISON_MEMORY_REGION(text + (fits ? size : 0), room - (fits ? size : 0));
    if (!fits) {
        text = arena_alloc(arena, size);
        vsnprintf(text, size, format, again);
    }
    va_end(again);
    return text;
}

char *arena_format(struct arena *arena, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    char *text = arena_format_list(arena, format, values);
    va_end(values);
    return text;
}

void arena_defer(struct arena *arena, void (*end)(void *thing), void *thing)
{
    struct deferred *deferred = arena_make(arena, struct deferred);
    *deferred = (struct deferred){.previous = arena->deferred, .end = end, .thing = thing};
    arena->deferred = deferred;
}

size_t arena_size_bytes(const struct arena *arena)
{
    size_t total = 0;
    for (const struct block *block = arena->newest; block != NULL; block = block->previous)
        total += block->size;
    return total;
}
