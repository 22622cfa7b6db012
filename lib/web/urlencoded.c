/* Urlencoded pairs. */
#include "urlencoded.h"

#include "percent.h"

struct urlencoded urlencoded_open(struct bytes text)
{
    return (struct urlencoded){.rest = text};
}

static struct bytes take_until(struct bytes *rest, uint8_t mark)
{
    const uint8_t *found = rest->size == 0 ? NULL : memchr(rest->data, mark, rest->size);
    size_t size = found == NULL ? rest->size : (size_t)(found - rest->data);
    struct bytes taken = {rest->data, size};
    size_t skipped = found == NULL ? size : size + 1;
    rest->size -= skipped;
    if (skipped > 0)
        rest->data += skipped;
    return taken;
}

enum result urlencoded_next(struct urlencoded *reader, struct arena *arena, const char **name_out,
    struct bytes *value_out)
{
    struct bytes pair = BYTES_NONE;
    while (pair.size == 0) {
        if (reader->rest.size == 0)
            return NOT_FOUND;
        pair = take_until(&reader->rest, '&');
    }
    if (++reader->taken > URLENCODED_PAIRS_MOST)
        return REFUSED;
    struct bytes name;
    struct bytes raw_name = take_until(&pair, '=');
    if (percent_decode(arena, raw_name, true, &name) != OK || percent_decode(arena, pair, true, value_out) != OK)
        return REFUSED;
    *name_out = (const char *)name.data;
    return name.size == 0 || memchr(name.data, 0, name.size) != NULL ? REFUSED : OK;
}
