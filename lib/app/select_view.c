/* Filling a select. */
#include "select_view.h"

#include "text.h"

void select_add(struct arena *arena, struct select_view *select, const char *value, const char *label)
{
    *list_push(arena, &select->choices) =
        (struct select_choice){.value = value, .label = label, .chosen = text_equal(value, select->chosen)};
}
