/* What the sign-in form (www/page/signin/entry.html) is told. */
#ifndef NSDB_ENTRY_VIEW_H
#define NSDB_ENTRY_VIEW_H

#include <stdbool.h>

struct entry_view {
    const char *login_id;         /* as typed */
    const char *next;             /* where to go after signing in, "" for the menu */
    bool unsent;                  /* a form came after the session's end */
    const char *login_id_error;
    const char *password_error;
};

#endif
