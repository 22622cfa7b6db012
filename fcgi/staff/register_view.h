/* What the page 医療機関ユーザ新規登録 of an institution is told. */
#ifndef NSDB_REGISTER_VIEW_H
#define NSDB_REGISTER_VIEW_H

#include "list.h"
#include "user_form.h"

struct register_kind {
    const char *word;
    const char *label;
    const char *note;
    bool chosen;
};

struct register_view {
    const char *institution;
    LIST_OF(struct register_kind) kinds;
    const char *kind_error;
    struct user_form_fields fields;
};

#endif
