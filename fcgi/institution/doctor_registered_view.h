/* What the page after 個別登録 is told. */
#ifndef NSDB_DOCTOR_REGISTERED_VIEW_H
#define NSDB_DOCTOR_REGISTERED_VIEW_H

#include <stdbool.h>

#include "list.h"

struct doctor_registered_remark {
    const char *sentence;
};

struct doctor_registered_view {
    const char *reference;
    const char *name;
    const char *login_id;
    const char *kind;
    const char *institution;
    const char *department;
    const char *expires_on;
    LIST_OF(struct doctor_registered_remark) remarks; /* what the clerk should look at */
    bool added_to_login;      /* the doctor already had an ID under the other scheme */
    const char *password_expires;
};

#endif
