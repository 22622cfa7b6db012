/* A select of a form with its label (www/page/part/select.html). */
#ifndef NSDB_SELECT_VIEW_H
#define NSDB_SELECT_VIEW_H

#include <stdbool.h>

#include "list.h"

struct select_choice {
    const char *value;
    const char *label;
    bool chosen;
};

struct select_view {
    const char *name;
    const char *label;
    const char *chosen; /* the value that is selected; "" or an unknown one selects nothing */
    LIST_OF(struct select_choice) choices;
};

/* One choice more, at the end; selected when its value is select->chosen. */
void select_add(struct arena *arena, struct select_view *select, const char *value, const char *label);

#endif
