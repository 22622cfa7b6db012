/* What the page after 医療機関ユーザ新規登録 is told: ID and initial password, to be printed by the browser. */
#ifndef NSDB_REGISTERED_VIEW_H
#define NSDB_REGISTERED_VIEW_H

#include <stdbool.h>

struct registered_view {
    const char *reference;
    const char *name;
    const char *department;
    const char *role;
    const char *institution;
    const char *login_id;
    const char *password;     /* "" when it is not shown any more */
    const char *valid_until;
    bool is_manager;
};

#endif
