/* What the page 責任者の変更 are told. */
#ifndef NSDB_MANAGER_VIEW_H
#define NSDB_MANAGER_VIEW_H

#include <stdbool.h>

struct manager_view {
    const char *reference;
    const char *name;
    const char *login_id;
    const char *back;
    bool not_yet;     /* the new 責任者 has still to sign in with an initial password */
    bool ends_asker;  /* the person who asks is no doctor: the account goes with the office */
};

#endif
