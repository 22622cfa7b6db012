/* What the page is told that warns before printing: characters that no font has. */
#ifndef NSDB_NOTICE_GAPS_VIEW_H
#define NSDB_NOTICE_GAPS_VIEW_H

#include <stdbool.h>

#include "list.h"

struct notice_gap_view {
    const char *name;
    const char *login_id;
    const char *character;
    const char *code;
    bool is_variant; /* shown in its common shape; otherwise as 〓 */
};

struct notice_reference {
    const char *reference;
};

struct notice_gaps_view {
    const char *action;
    bool with_covers;
    LIST_OF(struct notice_gap_view) gaps;
    LIST_OF(struct notice_reference) references;
};

#endif
