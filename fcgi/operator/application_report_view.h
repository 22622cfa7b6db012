/* What the page is told that lists the problems of an application list. */
#ifndef NSDB_APPLICATION_REPORT_VIEW_H
#define NSDB_APPLICATION_REPORT_VIEW_H

#include <stdint.h>

#include "list.h"

struct application_problem {
    const char *cell;   /* 「L5」, 「5行目」, 「ファイル全体」 */
    const char *column;
    const char *value;
    const char *message;
};

struct application_report_view {
    const char *file_name;
    int64_t count;
    LIST_OF(struct application_problem) problems;
};

#endif
