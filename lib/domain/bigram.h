/* The index for "name contains": every pair of neighbouring characters of a folded text (performance §1). */
#ifndef NSDB_BIGRAM_H
#define NSDB_BIGRAM_H

#include "list.h"

LIST_TYPE(bigrams, const char *);

/* Adds the pairs of `folded` (text_fold()) that are not there yet; a text of one character is itself. */
void bigrams_add(struct arena *arena, struct bigrams *bigrams, const char *folded);

#endif
