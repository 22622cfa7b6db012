/* What the page of the application lists is told. */
#ifndef NSDB_APPLICATIONS_VIEW_H
#define NSDB_APPLICATIONS_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "list.h"

struct applications_row {
    const char *link;
    const char *file_name;
    const char *state;
    const char *chip;
    int64_t rows;
    const char *loaded; /* 「2026年11月21日 11:48　見本 一郎」 */
};

struct applications_view {
    bool contractor;
    const char *error;
    LIST_OF(struct applications_row) rows;
};

#endif
