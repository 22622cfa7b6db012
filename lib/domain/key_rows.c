/* Open addressing; the table is at most half full. */
#include "key_rows.h"

#include "text.h"

enum { FIRST_ROOM = 1024 };

struct key_rows key_rows_in(struct arena *arena)
{
    return (struct key_rows){.arena = arena};
}

static size_t hash_of(const char *key)
{
    uint64_t hash = 14695981039346656037U;
    for (; *key != 0; key++)
        hash = (hash ^ (uint8_t)*key) * 1099511628211U;
    return (size_t)(hash ^ (hash >> 32));
}

/* Where the key is, or the free place where it belongs. */
static struct key_row *place_of(const struct key_rows *rows, const char *key)
{
    size_t at = hash_of(key) & (rows->room - 1);
    while (rows->places[at].key != NULL && !text_equal(rows->places[at].key, key))
        at = (at + 1) & (rows->room - 1);
    return &rows->places[at];
}

static void grow(struct key_rows *rows)
{
    struct key_rows wider = *rows;
    wider.room = rows->room == 0 ? FIRST_ROOM : rows->room * 2;
    wider.places = arena_make_array(rows->arena, struct key_row, wider.room);
    for (size_t i = 0; i < rows->room; i++)
        if (rows->places[i].key != NULL)
            *place_of(&wider, rows->places[i].key) = rows->places[i];
    *rows = wider;
}

const struct key_row *key_rows_find(const struct key_rows *rows, const char *key)
{
    if (rows->room == 0)
        return NULL;
    const struct key_row *place = place_of(rows, key);
    return place->key == NULL ? NULL : place;
}

const struct key_row *key_rows_find_or_add(struct key_rows *rows, const char *key, int64_t row, const char *value)
{
    if (rows->count * 2 >= rows->room)
        grow(rows);
    struct key_row *place = place_of(rows, key);
    if (place->key != NULL)
        return place;
    *place = (struct key_row){arena_text(rows->arena, key), arena_text(rows->arena, value), row};
    rows->count++;
    return NULL;
}
