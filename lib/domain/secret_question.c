/* 秘密の質問. */
#include "secret_question.h"

#include "text.h"

enum { ANSWER_LEAST = 4 };

static const struct secret_question questions[] = {
    {"first_school", "卒業した小学校の名前は何ですか"},
    {"first_pet", "はじめて飼ったペットの名前は何ですか"},
    {"mother_birthplace", "母親の出身地（市区町村）はどこですか"},
    {"favourite_teacher", "印象に残っている先生の名前は何ですか"},
    {"first_journey", "はじめて旅行した場所はどこですか"},
    {"childhood_friend", "子どものころの親友の名前は何ですか"},
    {NULL, NULL},
};

const struct secret_question *secret_questions(void)
{
    return questions;
}

const char *secret_question_label(const char *word)
{
    for (const struct secret_question *question = questions; question->word != NULL; question++)
        if (text_equal(question->word, word))
            return question->label;
    return "";
}

const char *secret_question_normal(struct arena *arena, const char *answer)
{
    return text_fold(arena, answer);
}

static bool is_own_word(struct arena *arena, const char *answer, const char *const *own_words, size_t count)
{
    const char *normal = secret_question_normal(arena, answer);
    for (size_t i = 0; i < count; i++)
        if (!text_is_empty(own_words[i]) && text_equal(normal, secret_question_normal(arena, own_words[i])))
            return true;
    return false;
}

void secret_question_check(const char *word, const char *answer, const char *const *own_words, size_t own_word_count,
    struct complaints *complaints)
{
    struct arena *arena = arena_new_wiping();
    if (!text_is_empty(word) && text_is_empty(secret_question_label(word)))
        complain(complaints, "question", "unknown", "秘密の質問を一覧から選択してください。");
    if (!text_is_empty(answer)) {
        if (text_length(secret_question_normal(arena, answer)) < ANSWER_LEAST)
            complain(complaints, "answer", "too_short", "答えは%d文字以上で入力してください。空白は数えません。", ANSWER_LEAST);
        else if (is_own_word(arena, answer, own_words, own_word_count))
            complain(complaints, "answer", "personal", "ユーザIDや氏名は答えに使えません。別の質問か、別の答えにしてください。");
    }
    arena_free(&arena);
}
