/* What the page is told that asks before printing: which IDs are left out, and which characters no font has. */
#ifndef NSDB_NOTICE_GAPS_VIEW_H
#define NSDB_NOTICE_GAPS_VIEW_H

#include <stdbool.h>

#include "criteria.h"
#include "list.h"

struct notice_gap_view {
    const char *name;
    const char *login_id;
    const char *character;
    const char *code;
    bool is_variant; /* shown in its common shape; otherwise as 〓 */
};

/* An ID whose initial password has expired. */
struct notice_expired_view {
    const char *reference;
    const char *name;
    const char *login_id;
    const char *institution;
};

struct notice_reference {
    const char *reference;
};

struct notice_gaps_view {
    const char *action;
    const char *back;                          /* the list under its conditions */
    bool with_covers;
    const char *part;                          /* of a bundle over all results; "" for chosen IDs */
    struct criteria_pairs criteria;
    int printed;                               /* how many notices the button gives */
    int asked;                                 /* how many IDs were asked for */
    int left;                                  /* how many of them are left out: */
    int in_use;                                /*   are in use already */
    int late;                                  /*   have an expired initial password, and are named */
    LIST_OF(struct notice_expired_view) expired;
    LIST_OF(struct notice_gap_view) gaps;
    LIST_OF(struct notice_reference) references; /* of chosen IDs */
};

#endif
