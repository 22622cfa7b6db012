/* What the page 兼務先医療機関の登録 is told. */
#ifndef NSDB_AFFILIATIONS_VIEW_H
#define NSDB_AFFILIATIONS_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "list.h"

struct affiliations_place {
    int64_t id;
    const char *scheme;
    const char *place;       /* 主たる勤務先 or 兼務先 */
    const char *institution;
    const char *code;
    const char *department;
    bool manager;
    bool removable;
};

struct affiliations_found {
    const char *reference;
    const char *code;
    const char *name;
    bool registered;         /* nothing to add */
    bool chosen;             /* the only one that can be added */
};

struct affiliations_scheme {
    const char *word;
    const char *label;
    bool chosen;
};

struct affiliations_view {
    LIST_OF(struct affiliations_place) places;
    const char *query;
    const char *query_error; /* "" when there is none */
    bool searched;
    LIST_OF(struct affiliations_found) found;
    bool has_addable;        /* one of them is not registered yet */
    const char *department;  /* as typed */
    const char *place_error;
    LIST_OF(struct affiliations_scheme) schemes;
    bool has_choice;         /* both schemes: the doctor says for which */
};

#endif
