/* What the first page after sign-in (メニュー) is told. */
#ifndef NSDB_HOME_VIEW_H
#define NSDB_HOME_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "home_message.h"
#include "list.h"

/* One state of the IDs that a municipality issued: a bar of the picture and a link to the list. */
struct home_bar {
    const char *label;
    const char *state_word;
    const char *link;
    int64_t count;
    int64_t width; /* of 600 */
};

struct home_import {
    const char *link;
    const char *file_name;
    const char *state;
    const char *uploaded_at;
};

struct home_designation {
    const char *scheme;
    const char *kind;
    const char *number;
    const char *municipality;
    const char *institution;
    const char *expires_on;
    bool expired;
    bool expires_soon;
    int64_t days_left;
};

/* A task of the menu. */
struct home_task {
    const char *link;
    const char *label;
    const char *purpose;
};

struct home_view {
    const char *last_sign_in;
    LIST_OF(struct home_task) tasks;
    bool municipal;
    LIST_OF(struct home_bar) bars;
    int64_t total;
    int64_t expiring;
    int64_t reprint;
    int64_t transfers; /* 移管の依頼 that wait for this municipality's decision */
    int64_t vacancies; /* institutions with doctors of the municipality and without 責任者 */
    LIST_OF(struct home_import) imports;
    const char *other_scheme;       /* word of the scheme that is not on screen, for doctors of both; "" otherwise */
    const char *other_scheme_label;
    const char *scheme_label;
    LIST_OF(struct home_designation) designations;
    bool has_messages;
    LIST_OF(struct home_message) names;    /* about the institution itself: of no person */
    LIST_OF(struct home_message) messages; /* about doctors */
};

#endif
