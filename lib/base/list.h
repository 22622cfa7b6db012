/* A list that grows in an arena: LIST_OF(struct thing) declares it, LIST_TYPE(things, struct thing) declares
 * the type struct things, list_push() adds to it.
 * `items` and `count` are read directly; pages loop over them. */
#ifndef NSDB_LIST_H
#define NSDB_LIST_H

#include "arena.h"

#define LIST_TYPE(name, type)                                                                           \
    struct name {                                                                                       \
        type *items;                                                                                    \
        size_t count;                                                                                   \
        size_t capacity;                                                                                \
    }
#define LIST_OF(type) LIST_TYPE(, type)

/* Adds a zeroed item and gives its address, valid until the next push. */
#define list_push(arena, list)                                                                          \
    ((list)->items = list_grow((arena), (list)->items, (list)->count, &(list)->capacity,               \
         sizeof *(list)->items),                                                                        \
        (list)->items + (list)->count++)

/* The items with room for one more: the same address, or a copy twice as large. */
void *list_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t item_size);

#endif
