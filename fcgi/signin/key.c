/* 初回ログイン, second step: 暗号化鍵ファイル登録. */
#include "key.h"

#include "browser.h"
#include "clock.h"
#include "digest.h"
#include "finish.h"
#include "first_signin_query.h"
#include "guard.h"
#include "key_registration.h"
#include "key_view.h"
#include "mail.h"
#include "signin_key_page.h"
#include "steps.h"
#include "text.h"

const struct field_spec key_fields[] = {KEY_PROOF_FIELDS, {0}};

static const char *mail_state_label(const char *state)
{
    if (text_equal(state, "sent"))
        return "送信済み";
    if (text_equal(state, "dead") || text_equal(state, "void"))
        return "送れませんでした";
    return text_equal(state, "deferred") ? "送信待ち（相手のメールサーバに届かないため、時間をおいて送り直しています）" : "送信待ち";
}

static const char *passphrase_of(struct context *context, const struct first_signin_progress_out *progress)
{
    const char *passphrase = "";
    if (progress->key_expired != 0 || progress->passphrase_sealed.data == NULL)
        return "";
    return key_passphrase_open(context->request, context->keyring, context->session.account_reference,
               progress->passphrase_sealed, &passphrase) == OK ? passphrase : "";
}

static void draw(struct context *context, const struct first_signin_progress_out *progress,
    const struct complaints *complaints)
{
    struct arena *arena = context->arena;
    const struct key_view view = {
        .steps = steps_at(context, STEP_KEY, progress->purpose),
        .leave = leave_of(context),
        .mail_address = progress->mail_address,
        .mail_state = mail_state_label(progress->mail_state),
        .mail_sender = settings_text(context->settings, "mail_sender", ""),
        .attachment_name = KEY_FILE_NAME,
        .mail_failed = text_equal(progress->mail_state, "dead"),
        .mail_sent_at = clock_japanese(arena, progress->mail_sent_at),
        .passphrase = passphrase_of(context, progress),
        .expires_at = clock_japanese(arena, progress->key_expires_at),
        .expired = progress->key_expired != 0,
        .challenge = digest_base64url(arena, context->session.challenge),
        .account_reference = context->session.account_reference,
        .proof = {
            .key_file_error = complaints == NULL ? NULL : complaint_about(complaints, "key_file"),
            .passphrase_error = complaints == NULL ? NULL : complaint_about(complaints, "passphrase"),
        },
    };
    respond_page_complaining(context, "暗号化鍵ファイル登録", signin_key_page, &view, complaints);
}

static void show(struct context *context, const struct complaints *complaints)
{
    struct first_signin_progress_out progress;
    enum result result = first_signin_progress(context->store, context->arena,
        &(struct first_signin_progress_in){context->session.account_id}, &progress);
    if (result == OK)
        draw(context, &progress, complaints);
    else
        respond_result(context, result);
}

void key_show(struct context *context)
{
    if (steps_hold(context, "key"))
        show(context, NULL);
}

/* A proven key on its way through the transaction. */
struct proven {
    struct context *context;
    int64_t key_file_id;
    const char *browser_token;
    const char *session_token;    /* of the full session, when this was the last step */
    const char *next_step;
};

static enum result take_step(struct proven *proven)
{
    struct context *context = proven->context;
    int64_t account_id = context->session.account_id;
    struct first_signin_progress_out progress;
    int64_t changed = 0;
    enum result result = first_signin_key_registered(context->store,
        &(struct first_signin_key_registered_in){account_id}, &changed);
    if (result == OK && changed == 0)
        return CONFLICT;
    if (result == OK)
        result = first_signin_progress(context->store, context->arena, &(struct first_signin_progress_in){account_id},
            &progress);
    proven->next_step = result == OK ? progress.step : "";
    return result;
}

static enum result register_key(struct store *store, void *state)
{
    struct proven *proven = state;
    struct context *context = proven->context;
    int64_t account_id = context->session.account_id;
    proven->session_token = NULL;
    enum result result = key_activate(store, account_id, proven->key_file_id);
    if (result == OK)
        result = take_step(proven);
    if (result == OK)
        result = browser_remember(store, context->request, account_id, proven->key_file_id, &proven->browser_token);
    if (result == OK)
        result = operation_log(context, "key_register", "account", account_id, NULL);
    if (result == OK && text_equal(proven->next_step, "done"))
        result = finish_first_signin(context, &proven->session_token);
    return result;
}

static void go_on(struct proven *proven)
{
    struct context *context = proven->context;
    enum result result = store_transaction(context->store, register_key, proven);
    if (result != OK) {
        finish_refuse(context, result);
        return;
    }
    browser_cookie(context->response, context->request, proven->browser_token);
    if (proven->session_token != NULL) {
        session_cookie(context->response, context->request, proven->session_token);
        response_see_other(context->response, "/signin/done");
        return;
    }
    flash(context, "key_registered");
    context->session.step = proven->next_step;
    response_see_other(context->response, guard_way(&context->session));
}

/* The same words for a wrong file, a wrong passphrase and a superseded key (A11). */
static const char refused_text[] = "この暗号化鍵ファイルとパスフレーズでは登録できません。最後に登録したメールアドレスに届いた"
                                   "最新のファイルを選び、画面のパスフレーズを入力してください。";

static enum result check_proof(struct context *context, const struct key_proof *proof, int64_t *key_file_id_out)
{
    struct bytes challenge = context->session.challenge;
    struct bytes public_key;
    enum result result = session_challenge_use(context->store, context->arena, &context->session);
    if (result == OK)
        result = key_waiting(context->store, context->arena, context->session.account_id, key_file_id_out, &public_key);
    if (result == NOT_FOUND)
        return REFUSED;
    return result != OK ? result : key_proof_check(context->request, proof, challenge, public_key);
}

void key_submit(struct context *context)
{
    struct complaints *complaints = fields_complaints(context->fields);
    struct proven proven = {.context = context};
    struct key_proof proof;
    if (!steps_hold(context, "key"))
        return;
    if (!key_proof_read(context->request, context->fields, &proof)) {
        complain(complaints, "key_file", "required", "暗号化鍵ファイルを選択し、パスフレーズを入力してください。");
        show(context, complaints);
        return;
    }
    enum result result = check_proof(context, &proof, &proven.key_file_id);
    if (result == OK) {
        go_on(&proven);
    } else if (result == REFUSED) {
        complain(complaints, "key_file", "refused", "%s", refused_text);
        show(context, complaints);
    } else {
        respond_result(context, result);
    }
}
