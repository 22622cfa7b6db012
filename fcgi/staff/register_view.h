/* What the page 医療機関ユーザ新規登録 of an institution is told. */
#ifndef NSDB_REGISTER_VIEW_H
#define NSDB_REGISTER_VIEW_H

#include "doctor_form_field.h"
#include "list.h"

struct register_kind {
    const char *word;
    const char *label;
    const char *note;
    bool chosen;
};

struct register_kinds {
    struct register_kind *items;
    size_t count;
    size_t capacity;
};

struct register_items {
    struct doctor_form_field *items;
    size_t count;
    size_t capacity;
};

struct register_view {
    const char *institution;
    struct register_kinds kinds;
    const char *kind_error;
    struct register_items fields;
};

#endif
