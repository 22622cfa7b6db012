/* 秘密の質問: registered as the procedure asks, never enough to reset anything. */
#ifndef NSDB_SECRET_QUESTION_H
#define NSDB_SECRET_QUESTION_H

#include "complaint.h"

struct secret_question {
    const char *word;   /* as stored */
    const char *label;  /* as on the screen */
};

/* The offered questions, ended by a NULL word. */
const struct secret_question *secret_questions(void);

/* The label of an offered question; "" for an unknown word. */
const char *secret_question_label(const char *word);

/* Adds what is wrong with a choice and its answer: an offered question, at least 4 characters, neither ID nor name. */
void secret_question_check(const char *word, const char *answer, const char *const *own_words, size_t own_word_count,
    struct complaints *complaints);

/* The form in which answers are hashed: folded, so that width, case and blanks do not matter (A17). */
const char *secret_question_normal(struct arena *arena, const char *answer);

#endif
