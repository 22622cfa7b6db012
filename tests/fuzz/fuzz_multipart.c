/* Any bytes as a multipart body: no crash, no undefined behaviour, and the same parts however the body arrives. */
#include <stddef.h>
#include <stdint.h>

#include "multipart.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct source {
    const uint8_t *data;
    size_t size;
    size_t piece;
};

static long take(void *from, void *buffer, size_t size)
{
    struct source *source = from;
    size_t given = source->size < size ? source->size : size;
    if (given > source->piece)
        given = source->piece;
    if (given > 0)
        memcpy(buffer, source->data, given);
    source->data += given;
    source->size -= given;
    return (long)given;
}

static uint64_t sum(uint64_t so_far, const void *data, size_t size)
{
    const uint8_t *at = data;
    for (size_t i = 0; i < size; i++)
        so_far = (so_far ^ at[i]) * 1099511628211U; /* FNV-1a */
    return so_far;
}

/* A sum over the result and, when the body is good, over all names and contents. */
static uint64_t read_all(const uint8_t *data, size_t size, size_t piece, size_t step)
{
    struct arena *arena = arena_new();
    struct source source = {data, size, piece};
    struct multipart *multipart;
    struct part_header header;
    uint64_t seen = 14695981039346656037U;
    enum result result = multipart_open(arena, "B", take, &source, &multipart);
    while (result == OK && (result = multipart_next(multipart, arena, &header)) == OK) {
        char bytes[4096];
        long got;
        seen = sum(seen, header.name, strlen(header.name) + 1);
        if (header.file_name != NULL)
            seen = sum(seen, header.file_name, strlen(header.file_name) + 1);
        while ((got = multipart_read(multipart, bytes, step)) > 0)
            seen = sum(seen, bytes, (size_t)got);
    }
    arena_free(&arena);
    return result == NOT_FOUND ? seen : 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint64_t whole = read_all(data, size, SIZE_MAX, 4096);
    if (read_all(data, size, 1, 4096) != whole || read_all(data, size, 7, 3) != whole)
        abort();
    return 0;
}
