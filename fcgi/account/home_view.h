/* What the first page after sign-in (メニュー) is told. */
#ifndef NSDB_HOME_VIEW_H
#define NSDB_HOME_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "list.h"

/* One state of the IDs that a municipality issued: a bar of the picture and a link to the list. */
struct home_bar {
    const char *label;
    const char *state_word;
    const char *link;
    int64_t count;
    int64_t width; /* of 600 */
};

struct home_bars {
    struct home_bar *items;
    size_t count;
    size_t capacity;
};

struct home_import {
    const char *link;
    const char *file_name;
    const char *state;
    const char *uploaded_at;
};

struct home_imports_view {
    struct home_import *items;
    size_t count;
    size_t capacity;
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

struct home_designations_view {
    struct home_designation *items;
    size_t count;
    size_t capacity;
};

/* A task of the menu. */
struct home_task {
    const char *link;
    const char *label;
    const char *purpose;
};

struct home_tasks {
    struct home_task *items;
    size_t count;
    size_t capacity;
};

struct home_view {
    const char *last_sign_in;
    struct home_tasks tasks;
    bool municipal;
    struct home_bars bars;
    int64_t total;
    int64_t expiring;
    int64_t reprint;
    bool has_imports;
    struct home_imports_view imports;
    const char *other_scheme;       /* word of the scheme that is not on screen, for doctors of both; "" otherwise */
    const char *other_scheme_label;
    const char *scheme_label;
    bool has_designations;
    struct home_designations_view designations;
};

#endif
