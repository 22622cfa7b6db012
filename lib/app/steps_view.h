/* The step navigation of 初回ログイン (www/page/part/steps.html). */
#ifndef NSDB_STEPS_VIEW_H
#define NSDB_STEPS_VIEW_H

#include <stdbool.h>

#include "list.h"

struct steps_view_item {
    const char *label;
    const char *number;
    bool done;
    bool current;
};

struct steps_view {
    LIST_OF(struct steps_view_item) items;
    const char *user_name;   /* who is signing in, beside [ログアウト] */
};

#endif
