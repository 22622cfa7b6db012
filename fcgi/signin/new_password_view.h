/* What パスワード変更 after パスワード初期化 (www/page/signin/new_password.html) is told. */
#ifndef NSDB_NEW_PASSWORD_VIEW_H
#define NSDB_NEW_PASSWORD_VIEW_H

#include "leave_view.h"
#include "steps_view.h"

struct new_password_view {
    struct steps_view steps;
    struct leave_view leave;
    const char *new_password_error;
    const char *new_password_again_error;
};

#endif
