/* 秘密の質問 and its answer in a form (www/page/part/secret_question.html). */
#ifndef NSDB_SECRET_QUESTION_VIEW_H
#define NSDB_SECRET_QUESTION_VIEW_H

#include <stdbool.h>

#include "complaint.h"
#include "list.h"

struct secret_question_choice {
    const char *word;
    const char *label;
    bool chosen;
};

struct secret_question_view {
    LIST_OF(struct secret_question_choice) questions;
    const char *question_error;
    const char *answer_error;
};

/* All offered questions; `chosen` is a question's word or "". `complaints` may be NULL. */
struct secret_question_view secret_question_draw(struct arena *arena, const char *chosen,
    const struct complaints *complaints);

#endif
