/* What 秘密の質問の登録・パスワード変更 (www/page/signin/secret.html) is told. */
#ifndef NSDB_SECRET_VIEW_H
#define NSDB_SECRET_VIEW_H

#include "leave_view.h"
#include "list.h"
#include "steps_view.h"

struct secret_view_question {
    const char *word;
    const char *label;
    bool chosen;
};

struct secret_view {
    struct steps_view steps;
    struct leave_view leave;
    LIST_OF(struct secret_view_question) questions;
    const char *question_error;
    const char *answer_error;
    const char *new_password_error;
    const char *new_password_again_error;
};

#endif
