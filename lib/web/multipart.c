/* The multipart stream. The window holds the bytes not yet given out; a delimiter is looked for in it, and bytes
 * that could be the start of one stay until more arrive. */
#include "multipart.h"

#include "text.h"

enum { BOUNDARY_BYTES_MOST = 70 };

struct multipart {
    multipart_source source;
    void *from;
    char delimiter[4 + BOUNDARY_BYTES_MOST + 1]; /* CRLF, two hyphens, boundary */
    size_t delimiter_size;
    int parts;
    bool source_ended;
    bool cut;
    bool malformed;
    bool part_ended; /* the window starts with what follows a delimiter */
    size_t start;
    size_t end;
    char window[MULTIPART_WINDOW_BYTES];
};

static bool is_boundary(const char *boundary)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'()+_,-./:=? ";
    size_t length = strlen(boundary);
    return length >= 1 && length <= BOUNDARY_BYTES_MOST && strspn(boundary, allowed) == length &&
           boundary[length - 1] != ' ';
}

enum result multipart_open(struct arena *arena, const char *boundary, multipart_source source, void *from,
    struct multipart **multipart_out)
{
    if (boundary == NULL || !is_boundary(boundary))
        return REFUSED;
    struct multipart *multipart = arena_make(arena, struct multipart);
    multipart->source = source;
    multipart->from = from;
    multipart->delimiter_size = (size_t)snprintf(multipart->delimiter, sizeof multipart->delimiter, "\r\n--%s",
        boundary);
    /* The first delimiter has no line break before it; pretending one makes all alike. */
    memcpy(multipart->window, "\r\n", 2);
    multipart->end = 2;
    *multipart_out = multipart;
    return OK;
}

static size_t held(const struct multipart *multipart)
{
    return multipart->end - multipart->start;
}

static void read_more(struct multipart *multipart)
{
    memmove(multipart->window, multipart->window + multipart->start, held(multipart));
    multipart->end = held(multipart);
    multipart->start = 0;
    long got = multipart->source(multipart->from, multipart->window + multipart->end,
        sizeof multipart->window - multipart->end);
    multipart->cut = got < 0;
    multipart->source_ended = got <= 0;
    multipart->end += got > 0 ? (size_t)got : 0;
}

/* Reads until the window holds `wanted` bytes or the source ends; whether it does. */
static bool hold(struct multipart *multipart, size_t wanted)
{
    while (held(multipart) < wanted && !multipart->source_ended)
        read_more(multipart);
    return held(multipart) >= wanted;
}

static bool starts_with(const struct multipart *multipart, const char *text, size_t size)
{
    return held(multipart) >= size && memcmp(multipart->window + multipart->start, text, size) == 0;
}

static long fail(struct multipart *multipart)
{
    multipart->malformed = true;
    return -1;
}

/* How many of the held bytes (at most about `most`) surely belong to the part: up to the first delimiter, or to its
 * possible beginning. */
static size_t safe_bytes(const struct multipart *multipart, size_t most)
{
    const char *at = multipart->window + multipart->start;
    size_t looked_at = held(multipart) < most + multipart->delimiter_size
        ? held(multipart) : most + multipart->delimiter_size;
    const char *end = at + looked_at;
    for (; (at = memchr(at, '\r', (size_t)(end - at))) != NULL; at++) {
        size_t left = (size_t)(end - at);
        size_t compared = left < multipart->delimiter_size ? left : multipart->delimiter_size;
        if (memcmp(at, multipart->delimiter, compared) == 0)
            return (size_t)(at - multipart->window) - multipart->start;
    }
    return looked_at;
}

long multipart_read(struct multipart *multipart, void *buffer, size_t size)
{
    if (multipart->malformed || multipart->parts == 0)
        return fail(multipart);
    if (multipart->part_ended || size == 0)
        return 0;
    if (!hold(multipart, multipart->delimiter_size))
        return fail(multipart);
    size_t safe = safe_bytes(multipart, size < sizeof multipart->window ? size : sizeof multipart->window);
    if (safe == 0 && starts_with(multipart, multipart->delimiter, multipart->delimiter_size)) {
        multipart->start += multipart->delimiter_size;
        multipart->part_ended = true;
        return 0;
    }
    size_t given = safe < size ? safe : size;
    memcpy(buffer, multipart->window + multipart->start, given);
    multipart->start += given;
    return (long)given;
}

static enum result broken(struct multipart *multipart)
{
    multipart->malformed = true;
    return REFUSED;
}

static bool skip_part(struct multipart *multipart)
{
    char skipped[1024];
    long got = 1;
    while (got > 0)
        got = multipart_read(multipart, skipped, sizeof skipped);
    return got == 0;
}

static bool take_first_delimiter(struct multipart *multipart)
{
    if (!hold(multipart, multipart->delimiter_size) ||
        !starts_with(multipart, multipart->delimiter, multipart->delimiter_size))
        return false;
    multipart->start += multipart->delimiter_size;
    return true;
}

/* After the last delimiter: one line break may stand, nothing else. */
static enum result take_end(struct multipart *multipart)
{
    multipart->start += 2;
    hold(multipart, 3);
    if (starts_with(multipart, "\r\n", 2))
        multipart->start += 2;
    bool clean = held(multipart) == 0 && multipart->source_ended && !multipart->cut;
    multipart->malformed = !clean;
    return clean ? NOT_FOUND : broken(multipart);
}

/* Takes the header lines up to the empty line. */
static enum result take_header(struct multipart *multipart, struct arena *arena, struct part_header *header_out)
{
    multipart->start += 2;
    for (size_t wanted = 4;; wanted = held(multipart) + 1) {
        bool enough = hold(multipart, wanted);
        const char *at = multipart->window + multipart->start;
        const char *end = memmem(at, held(multipart), "\r\n\r\n", 4);
        size_t size = end == NULL ? held(multipart) : (size_t)(end - at);
        if (size > MULTIPART_HEADER_BYTES_MOST || (end == NULL && !enough))
            return broken(multipart);
        if (end == NULL)
            continue;
        multipart->start += size + 4;
        const char *lines = arena_text_part(arena, at, size);
        if (strlen(lines) != size || part_header_read(arena, lines, header_out) != OK)
            return broken(multipart);
        return OK;
    }
}

enum result multipart_next(struct multipart *multipart, struct arena *arena, struct part_header *header_out)
{
    bool found = multipart->parts == 0 ? take_first_delimiter(multipart) : skip_part(multipart);
    if (multipart->malformed || !found || !hold(multipart, 2))
        return broken(multipart);
    if (starts_with(multipart, "--", 2))
        return take_end(multipart);
    if (!starts_with(multipart, "\r\n", 2) || ++multipart->parts > MULTIPART_PARTS_MOST)
        return broken(multipart);
    multipart->part_ended = false;
    return take_header(multipart, arena, header_out);
}
