/* What the last page of 初回ログイン (www/page/signin/done.html) is told. */
#ifndef NSDB_DONE_VIEW_H
#define NSDB_DONE_VIEW_H

#include "steps_view.h"

struct done_view {
    struct steps_view steps;
};

#endif
