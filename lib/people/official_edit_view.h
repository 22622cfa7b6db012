/* What the page 編集 of an official is told. */
#ifndef NSDB_OFFICIAL_EDIT_VIEW_H
#define NSDB_OFFICIAL_EDIT_VIEW_H

#include "user_form.h"

struct official_edit_view {
    const char *action;
    const char *back;
    const char *reference;
    const char *version;
    const char *login_id;
    const char *role;
    struct user_form_fields fields;
};

#endif
