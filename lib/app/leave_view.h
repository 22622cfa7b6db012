/* Who is signing in, and [ログアウト], on pages before the sign-in is complete (www/page/part/leave.html). */
#ifndef NSDB_LEAVE_VIEW_H
#define NSDB_LEAVE_VIEW_H

#include <stdbool.h>

struct leave_view {
    const char *user_name;
    const char *login_id;
    bool resumable;    /* the steps can be left and taken up another day */
};

#endif
