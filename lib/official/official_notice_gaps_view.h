/* What the page is told that warns before printing an official's notice: characters that no font has. */
#ifndef NSDB_OFFICIAL_NOTICE_GAPS_VIEW_H
#define NSDB_OFFICIAL_NOTICE_GAPS_VIEW_H

#include <stdbool.h>

#include "list.h"

struct official_gap {
    const char *character;
    const char *code;
    bool is_variant; /* shown in its common shape; otherwise as 〓 */
};

struct official_gaps {
    struct official_gap *items;
    size_t count;
    size_t capacity;
};

struct official_notice_gaps_view {
    const char *action;
    const char *back;
    const char *reference;
    const char *name;
    const char *login_id;
    struct official_gaps gaps;
};

#endif
