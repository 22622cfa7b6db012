/* What パスワード変更 after パスワード初期化 (www/page/signin/new_password.html) is told. */
#ifndef NSDB_NEW_PASSWORD_VIEW_H
#define NSDB_NEW_PASSWORD_VIEW_H

#include "leave_view.h"
#include "new_passwords_view.h"
#include "steps_view.h"

struct new_password_view {
    struct steps_view steps;
    struct leave_view leave;
    struct new_passwords_view passwords;
};

#endif
