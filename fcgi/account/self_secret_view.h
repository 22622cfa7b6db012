/* What the page 秘密の質問の変更 is told. */
#ifndef NSDB_SELF_SECRET_VIEW_H
#define NSDB_SELF_SECRET_VIEW_H

#include "secret_question_view.h"

struct self_secret_view {
    const char *current_error;
    struct secret_question_view question;
};

#endif
