/* What 秘密の質問の登録・パスワード変更 (www/page/signin/secret.html) is told. */
#ifndef NSDB_SECRET_VIEW_H
#define NSDB_SECRET_VIEW_H

#include "leave_view.h"
#include "new_passwords_view.h"
#include "secret_question_view.h"
#include "steps_view.h"

struct secret_view {
    struct steps_view steps;
    struct leave_view leave;
    struct secret_question_view question;
    struct new_passwords_view passwords;
};

#endif
