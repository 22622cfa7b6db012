/* 秘密の質問の変更, for users of institutions: after the password was confirmed, another question and answer. */
#include "account_self_secret_page.h"
#include "first_signin_query.h"
#include "password.h"
#include "seal_place.h"
#include "secret_question.h"
#include "self.h"
#include "self_confirm.h"
#include "self_secret_view.h"

const struct field_spec self_secret_fields[] = {
    {"current_password", "現在のパスワード", FIELD_SECRET, 128, FIELD_REQUIRED},
    {"question", "秘密の質問", FIELD_CODE, 20, FIELD_REQUIRED | FIELD_CHOICE},
    {"answer", "答え", FIELD_SECRET, 100, FIELD_REQUIRED},
    {0},
};

struct choosing {
    struct context *context;
    struct sign_in attempt;
    struct bytes answer_hash;
};

static void respond_form(struct context *context, const char *chosen, const struct complaints *complaints)
{
    const struct self_secret_view view = {
        .current_error = complaint_about(complaints, "current_password"),
        .question = secret_question_draw(context->arena, chosen, complaints),
    };
    respond_page_complaining(context, "秘密の質問の変更", account_self_secret_page, &view, complaints);
}

void self_secret_show(struct context *context)
{
    const struct complaints none = complaints_in(context->arena);
    if (!role_is_institutional(context->session.role))
        return respond_error(context, 404);
    respond_form(context, "", &none);
}

static enum result choose_body(struct store *store, void *argument)
{
    struct choosing *choosing = argument;
    struct context *context = choosing->context;
    int64_t account_id = context->session.account_id;
    enum result result = sign_in_settle_right(store, context->request, context->keyring, &choosing->attempt,
        field(context->fields, "current_password"));
    if (result == OK)
        result = secret_question_write(store, &(struct secret_question_write_in){.account_id = account_id,
            .question = field(context->fields, "question"), .answer_hash = choosing->answer_hash}, NULL);
    return result == OK ? operation_log(context, "secret_question_change", "account", account_id, NULL) : result;
}

static enum result check(struct context *context, struct choosing *choosing, struct complaints *complaints)
{
    const char *own_words[] = {context->session.login_id, context->session.display_name};
    secret_question_check(field(context->fields, "question"), field(context->fields, "answer"), own_words,
        sizeof own_words / sizeof *own_words, complaints);
    return complaints->count > 0 ? OK : self_confirm(context, &choosing->attempt, complaints);
}

void self_secret_submit(struct context *context)
{
    struct choosing choosing = {.context = context};
    struct complaints *complaints = fields_complaints(context->fields);
    if (!role_is_institutional(context->session.role))
        return respond_error(context, 404);
    enum result result = check(context, &choosing, complaints);
    if (result == OK && complaints->count > 0)
        return respond_form(context, field(context->fields, "question"), complaints);
    if (result == OK) {
        choosing.answer_hash = password_seal(context->secrets, context->keyring,
            seal_place_answer(context->arena, context->session.account_reference),
            secret_question_normal(context->secrets, field(context->fields, "answer")));
        result = store_transaction(context->store, choose_body, &choosing);
    }
    if (result != OK)
        return respond_result(context, result);
    flash(context, "saved");
    response_see_other(context->response, "/account/self");
}
