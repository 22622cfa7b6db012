/* What the page ユーザ新規登録 is told. */
#ifndef NSDB_OFFICIAL_REGISTER_VIEW_H
#define NSDB_OFFICIAL_REGISTER_VIEW_H

#include "user_form.h"

struct official_register_view {
    const char *action;
    const char *organisation; /* whose user it becomes */
    const char *role;         /* 自治体職員, … 一般ユーザ */
    struct user_form_fields fields;
};

#endif
