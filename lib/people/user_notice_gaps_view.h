/* What the page is told that warns before printing a notice: characters that no font has. */
#ifndef NSDB_USER_NOTICE_GAPS_VIEW_H
#define NSDB_USER_NOTICE_GAPS_VIEW_H

#include <stdbool.h>

#include "list.h"

struct user_gap {
    const char *character;
    const char *code;
    bool is_variant; /* shown in its common shape; otherwise as 〓 */
};

struct user_notice_gaps_view {
    const char *action;
    const char *back;
    const char *reference;
    const char *name;
    const char *login_id;
    bool editable; /* the person who prints may correct the name */
    LIST_OF(struct user_gap) gaps;
};

#endif
