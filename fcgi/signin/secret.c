/* 初回ログイン, third step: 秘密の質問の登録 and パスワード変更. */
#include "secret.h"

#include "finish.h"
#include "first_signin_query.h"
#include "password.h"
#include "password_change.h"
#include "seal_place.h"
#include "secret_question.h"
#include "secret_view.h"
#include "signin_secret_page.h"
#include "steps.h"
#include "text.h"

const struct field_spec secret_fields[] = {
    {"question", "秘密の質問", FIELD_CODE, 20, FIELD_REQUIRED | FIELD_CHOICE},
    {"answer", "答え", FIELD_SECRET, 100, FIELD_REQUIRED},
    {"new_password", "新しいパスワード", FIELD_SECRET, 128, FIELD_REQUIRED},
    {"new_password_again", "新しいパスワード（確認）", FIELD_SECRET, 128, FIELD_REQUIRED},
    {0},
};

/* What is registered, hashed before the transaction. */
struct choice {
    struct context *context;
    const char *question;
    struct bytes answer_hash;
    struct bytes password_hash;
    const char *token;
};

static void show(struct context *context, const char *chosen, const struct complaints *complaints)
{
    struct secret_view view = {
        .steps = steps_at(context, STEP_SECRET, "first"),
        .leave = leave_of(context),
        .question = secret_question_draw(context->arena, chosen, complaints),
        .passwords = new_passwords_of(complaints),
    };
    respond_page_complaining(context, "秘密の質問の登録・パスワード変更", signin_secret_page, &view, complaints);
}

void secret_show(struct context *context)
{
    if (steps_hold(context, "secret"))
        show(context, "", NULL);
}

static enum result check(struct context *context, struct complaints *complaints)
{
    const struct fields *fields = context->fields;
    const char *own_words[] = {context->session.login_id, context->session.display_name};
    secret_question_check(field(fields, "question"), field(fields, "answer"), own_words,
        sizeof own_words / sizeof *own_words, complaints);
    return password_change_check(context->store, context->request, context->settings, context->keyring,
        context->session.account_id, field(fields, "new_password"), field(fields, "new_password_again"), complaints);
}

static enum result take_step(struct context *context)
{
    int64_t changed = 0;
    enum result result = first_signin_secret_registered(context->store,
        &(struct first_signin_secret_registered_in){context->session.account_id}, &changed);
    return result == OK && changed == 0 ? CONFLICT : result;
}

static enum result register_choice(struct store *store, void *state)
{
    struct choice *choice = state;
    struct context *context = choice->context;
    int64_t account_id = context->session.account_id;
    enum result result = finish_hold(context);
    if (result == OK)
        result = take_step(context);
    if (result == OK)
        result = secret_question_write(store, &(struct secret_question_write_in){.account_id = account_id,
            .question = choice->question, .answer_hash = choice->answer_hash}, NULL);
    if (result == OK)
        result = password_change_store(store, account_id, choice->password_hash);
    if (result == OK)
        result = operation_log(context, "password_change", "account", account_id, NULL);
    if (result == OK)
        result = finish_first_signin(context, &choice->token);
    return result;
}

static void hash(struct choice *choice)
{
    struct context *context = choice->context;
    const char *reference = context->session.account_reference;
    choice->answer_hash = password_seal(context->secrets, context->keyring, seal_place_answer(context->arena, reference),
        secret_question_normal(context->secrets, field(context->fields, "answer")));
    choice->password_hash = password_seal(context->secrets, context->keyring,
        seal_place_password(context->arena, reference), field(context->fields, "new_password"));
}

void secret_submit(struct context *context)
{
    if (!steps_hold(context, "secret"))
        return;
    const struct fields *fields = context->fields;
    struct complaints *complaints = fields_complaints(context->fields);
    struct choice choice = {.context = context, .question = field(fields, "question")};
    enum result result = check(context, complaints);
    if (result == OK && complaints->count > 0) {
        show(context, choice.question, complaints);
        return;
    }
    if (result == OK) {
        hash(&choice);
        result = store_transaction(context->store, register_choice, &choice);
    }
    if (result != OK) {
        finish_refuse(context, result);
        return;
    }
    session_cookie(context->response, context->request, choice.token);
    response_see_other(context->response, "/signin/done");
}
