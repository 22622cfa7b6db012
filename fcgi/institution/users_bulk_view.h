/* What the pages of the bulk actions are told: the chosen rows before, and the fate of each after. */
#ifndef NSDB_USERS_BULK_VIEW_H
#define NSDB_USERS_BULK_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "criteria.h"
#include "list.h"
#include "text_field_view.h"

struct users_bulk_row {
    const char *reference;
    const char *name;
    const char *login_id;
    const char *institution;
    const char *expires_on;
    bool done;
    const char *fate; /* what was done, or why not */
};

struct users_bulk_view {
    LIST_OF(struct users_bulk_row) rows;
    int64_t count;
    size_t shown; /* rows that name somebody */
    int64_t done;
    int64_t left;
    struct text_field_view expires_on;
    const char *back; /* the search as it was */
    struct criteria_pairs criteria;
};

#endif
