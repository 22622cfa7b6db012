/* 秘密の質問 at パスワード初期化: the answer that a person gives on the telephone is compared with the registered one. It
 * opens nothing: the reset is a button of its own, and works with and without it. */
#include "user_action.h"

#include "password.h"
#include "seal_place.h"
#include "secret_question.h"
#include "text.h"

const struct field_spec user_answer_fields[] = {
    {"account", "対象のユーザ", FIELD_CODE, 22, FIELD_REQUIRED},
    {"answer", "本人の答え", FIELD_SECRET, 100, FIELD_REQUIRED},
    {0},
};

enum user_answer { ANSWER_FITS, ANSWER_DIFFERS, ANSWER_LIMIT, ANSWER_NONE };

static const struct user_verdict verdicts[] = {
    [ANSWER_FITS] = {"success", "登録された答えと一致しました",
        "ほかの方法でも本人であることを確かめてから、初期化してください。"},
    [ANSWER_DIFFERS] = {"error", "登録された答えと一致しません",
        "本人であることを、ほかの方法で確かめてください。確かめられないときは、初期化しないでください。"},
    [ANSWER_LIMIT] = {"warning", "これ以上は確かめられません",
        "このユーザの答えは、1日に5回まで確かめられます。最後に確かめてから1日たつと、また確かめられます。"},
    [ANSWER_NONE] = {"error", "本人の答えが空です", "本人の答えを入力してから、［答えを確かめる］を押してください。回数には数えていません。"},
};

struct comparing {
    struct context *context;
    struct account_target target;
    enum user_answer answer;
};

static enum result compare(struct store *store, struct comparing *comparing)
{
    struct context *context = comparing->context;
    struct account_secret_answer_out registered;
    int64_t account_id = comparing->target.row.account_id;
    int64_t reserved = 0;
    enum result result = account_secret_check(store, &(struct account_secret_check_in){account_id}, &reserved);
    comparing->answer = ANSWER_LIMIT;
    if (result != OK || reserved == 0)
        return result;
    result = account_secret_answer(store, context->arena, &(struct account_secret_answer_in){account_id}, &registered);
    if (result == OK)
        result = password_fits(context->secrets, context->keyring,
            seal_place_answer(context->arena, registered.account_reference), registered.answer_hash,
            secret_question_normal(context->secrets, field(context->fields, "answer")));
    comparing->answer = result == OK ? ANSWER_FITS : ANSWER_DIFFERS;
    return result == REFUSED ? OK : result;
}

/* NOT_FOUND when the person has no 秘密の質問. */
static enum result compare_body(struct store *store, void *argument)
{
    static const char *const words[] = {
        [ANSWER_FITS] = "fits", [ANSWER_DIFFERS] = "differs", [ANSWER_LIMIT] = "limit"};
    struct comparing *comparing = argument;
    struct context *context = comparing->context;
    struct account_secret_question_rows questions = {0};
    enum result result = user_desk_find(store, context, ACTION_PASSWORD_RESET, &comparing->target);
    if (result == OK)
        result = account_secret_question(store, context->arena,
            &(struct account_secret_question_in){comparing->target.row.account_id}, &questions);
    if (result == OK && questions.count == 0)
        return NOT_FOUND;
    if (result == OK)
        result = compare(store, comparing);
    if (result != OK)
        return result;
    return operation_log(context, "secret_question_check", "account", comparing->target.row.account_id,
        arena_format(context->arena, "{\"answer\":\"%s\"}", words[comparing->answer]));
}

void user_answer_submit(struct context *context)
{
    struct comparing comparing = {.context = context};
    const char *path = context->route->path;
    const char *page = arena_text_part(context->arena, path, strlen(path) - strlen("/answer"));
    enum result result;
    if (text_is_empty(field(context->fields, "answer"))) {
        comparing.answer = ANSWER_NONE;
        result = user_desk_find(context->store, context, ACTION_PASSWORD_RESET, &comparing.target);
    } else {
        result = store_transaction(context->store, compare_body, &comparing);
    }
    if (result == OK)
        result = user_action_respond(context, page, &comparing.target, &verdicts[comparing.answer]);
    if (result != OK)
        respond_result(context, result);
}
