/* Passwords that persons choose (R-057, A01–A04) and 秘密の質問 (R-056, A17). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "password_policy.h"
#include "secret_question.h"
#include "text.h"

struct wish_case {
    const char *password;
    bool has_key;
    const char *code;     /* NULL: accepted */
};

static const char *const own_words[] = {"ABC234DEFGH9", "鈴木", "花子", "スズキ", "ハナコ", "鈴木花子", "見本病院", NULL,
    "hanako.suzuki"};

static const struct wish_case cases[] = {
    {"", true, "too_short"},
    {"1234567", true, "too_short"},
    {"abcdefg", true, "too_short"},
    {"yamakawa", true, NULL},                       /* 8 characters with the key */
    {"yamakawa", false, "too_short"},               /* 13 without */
    {"yama kawa umi", false, NULL},
    {"correct horse battery staple", false, NULL},  /* A02: no rule of composition */
    {"やまのうえのきのした", true, NULL},
    {"ABC234DEFGH9", true, "personal"},
    {"abc234defgh9", true, "personal"},
    {"ABC234DEFGH9!!", true, "personal"},
    {"hanako.suzuki1", true, "personal"},
    {"見本病院123", true, "too_short"},
    {"見本病院1234", true, NULL},                   /* four characters of one's own are enough beside the word */
    {"鈴木花子花子鈴木", true, NULL},
    {"すずきはなこ12", true, NULL},
    {"aaaaaaaaaaaa", true, "common"},
    {"abababababab", true, "common"},
    {"abcabcabcabc", true, "common"},
    {"12345678", true, "common"},
    {"87654321", true, "common"},
    {"qwertyuiop", true, "common"},
    {"abcdefghijkl", true, "common"},
    {"asdfghjkl", true, "common"},
};

static void wishes_are_judged(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct complaints complaints = complaints_in(arena);
        password_policy_check(&(struct password_wish){cases[i].password, cases[i].has_key, own_words,
            sizeof own_words / sizeof *own_words, false}, "new_password", &complaints);
        const char *code = complaints.count == 0 ? "accepted" : complaints.items[0].code;
        if (!text_equal(code, text_or(cases[i].code, "accepted")))
            print_error("%s: %s\n", cases[i].password, code);
        assert_string_equal(code, text_or(cases[i].code, "accepted"));
    }
    arena_free(&arena);
}

static void length_has_an_upper_end(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (size_t length = 128; length <= 129; length++) {
        struct complaints complaints = complaints_in(arena);
        char *password = arena_alloc(arena, length * 3 + 1);
        for (size_t i = 0; i < length; i++)
            memcpy(password + 3 * i, &"日本語文字列七八九十"[3 * (i * 7 % 10)], 3);
        password_policy_check(&(struct password_wish){.password = password, .has_key = true}, "p", &complaints);
        assert_int_equal(complaints.count, length == 128 ? 0 : 1);
    }
    arena_free(&arena);
}

static void the_core_drops_what_people_append(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_string_equal(password_policy_core(arena, "PassWord2024!!"), "password");
    assert_string_equal(password_policy_core(arena, "ｐａｓｓｗｏｒｄ１"), "password");
    assert_string_equal(password_policy_core(arena, "12345678"), "");
    assert_string_equal(password_policy_core(arena, "さくら1"), "さくら");
    arena_free(&arena);
}

struct answer_case {
    const char *question;
    const char *answer;
    const char *code;
};

static const struct answer_case answers[] = {
    {"first_pet", "しろくま", NULL},
    {"first_pet", "シロ クマ", NULL},
    {"first_pet", "くろ", "too_short"},
    {"first_pet", "a  b  c", "too_short"},
    {"first_pet", "abc234defgh9", "personal"},
    {"first_pet", "ＡＢＣ２３４ＤＥＦＧＨ９", "personal"},
    {"first_pet", "鈴木 花子", "personal"},
    {"mother_maiden", "しろくま", "unknown"},
};

static void answers_are_judged(void **state)
{
    (void)state;
    static const char *const words[] = {"ABC234DEFGH9", "鈴木 花子"};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        struct complaints complaints = complaints_in(arena);
        secret_question_check(answers[i].question, answers[i].answer, words, 2, &complaints);
        const char *code = complaints.count == 0 ? "accepted" : complaints.items[0].code;
        if (!text_equal(code, text_or(answers[i].code, "accepted")))
            print_error("%s: %s\n", answers[i].answer, code);
        assert_string_equal(code, text_or(answers[i].code, "accepted"));
    }
    assert_string_equal(secret_question_normal(arena, "シロ　クマ"), secret_question_normal(arena, "ｼﾛｸﾏ"));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wishes_are_judged),
        cmocka_unit_test(length_has_an_upper_end),
        cmocka_unit_test(the_core_drops_what_people_append),
        cmocka_unit_test(answers_are_judged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
