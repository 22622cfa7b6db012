/* The step navigation of 初回ログイン (www/page/part/steps.html). */
#ifndef NSDB_STEPS_VIEW_H
#define NSDB_STEPS_VIEW_H

#include <stdbool.h>

#include "list.h"

struct steps_view_item {
    const char *label;
    bool done;
    bool current;
};

struct steps_view {
    LIST_OF(struct steps_view_item) items;
};

#endif
