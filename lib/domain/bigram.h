/* The index for "name contains": every pair of neighbouring characters of a folded text (performance §1). */
#ifndef NSDB_BIGRAM_H
#define NSDB_BIGRAM_H

#include "list.h"

struct bigrams {
    const char **items;
    size_t count;
    size_t capacity;
};

/* Adds the pairs of `folded` (text_fold()) that are not there yet; a text of one character is itself. */
void bigrams_add(struct arena *arena, struct bigrams *bigrams, const char *folded);

#endif
