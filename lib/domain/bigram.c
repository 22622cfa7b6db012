/* Pairs of neighbouring characters, each once. */
#include "bigram.h"

#include "text.h"

static void add_once(struct arena *arena, struct bigrams *bigrams, const char *pair)
{
    for (size_t i = 0; i < bigrams->count; i++)
        if (text_equal(bigrams->items[i], pair))
            return;
    *list_push(arena, bigrams) = pair;
}

void bigrams_add(struct arena *arena, struct bigrams *bigrams, const char *folded)
{
    const char *first = folded;
    const char *second = folded;
    if (text_next(&second) == 0)
        return;
    if (*second == 0)
        add_once(arena, bigrams, folded);
    while (*second != 0) {
        const char *end = second;
        text_next(&end);
        add_once(arena, bigrams, arena_text_part(arena, first, (size_t)(end - first)));
        first = second;
        second = end;
    }
}
