/* 秘密の質問 in a form. */
#include "secret_question_view.h"

#include "secret_question.h"
#include "text.h"

struct secret_question_view secret_question_draw(struct arena *arena, const char *chosen,
    const struct complaints *complaints)
{
    struct secret_question_view view = {0};
    for (const struct secret_question *question = secret_questions(); question->word != NULL; question++)
        *list_push(arena, &view.questions) =
            (struct secret_question_choice){question->word, question->label, text_equal(question->word, chosen)};
    if (complaints != NULL) {
        view.question_error = complaint_about(complaints, "question");
        view.answer_error = complaint_about(complaints, "answer");
    }
    return view;
}
