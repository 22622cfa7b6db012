/* 暗号化鍵ファイル of officials: a passphrase to write down, a file to download, and its registration by a
 * first proof. The private key exists only in the answer; the server keeps the public one. Who has a key already begins with
 * the password (A05, A20): whoever finds the browser open must not take the second factor over. */
#include "account_self_key_page.h"
#include "browser.h"
#include "key_file.h"
#include "key_registration.h"
#include "seal.h"
#include "seal_place.h"
#include "self.h"
#include "self_confirm.h"
#include "self_key_view.h"
#include "sign_in_query.h"
#include "text.h"
#include "token.h"

const struct field_spec self_key_fields[] = {KEY_PROOF_FIELDS, {0}};
const struct field_spec self_key_replace_fields[] = {{"current_password", "現在のパスワード", FIELD_SECRET, 128, FIELD_REQUIRED}, {0}};

/* Institution users get their key file by mail; this way is closed to them. */
static bool is_official(const struct context *context)
{
    return !role_is_institutional(context->session.role) && !context->session.password_initial;
}

/* A new passphrase on the page: the first of three steps. */
static enum result write_passphrase(struct store *store, struct context *context)
{
    int64_t account_id = context->session.account_id;
    const char *passphrase = token_passphrase(context->secrets);
    const char *associated = seal_place_passphrase(context->arena, context->session.account_reference);
    struct bytes sealed = seal_close(context->arena, context->keyring,
        (struct bytes){(const uint8_t *)passphrase, strlen(passphrase)}, associated);
    enum result result = self_passphrase_write(store,
        &(struct self_passphrase_write_in){.account_id = account_id, .passphrase_sealed = sealed}, NULL);
    return result == OK ? operation_log(context, "key_prepare", "account", account_id, NULL) : result;
}

/* The first key: nothing is asked, because the password was typed a moment ago; so there must be no key yet. */
static enum result prepare_body(struct store *store, void *argument)
{
    struct context *context = argument;
    int64_t key_file_id = 0;
    struct bytes public_key;
    enum result result = key_in_force(store, context->arena, context->session.account_id, &key_file_id, &public_key);
    if (result == OK)
        return CONFLICT;
    return result == NOT_FOUND ? write_passphrase(store, context) : result;
}

void self_key_prepare(struct context *context)
{
    if (!is_official(context))
        return respond_error(context, 403);
    enum result result = store_transaction(context->store, prepare_body, context);
    if (result != OK)
        return respond_result(context, result);
    response_see_other(context->response, "/account/self#key");
}

static void respond_form(struct context *context, const struct complaints *complaints)
{
    struct self_key_view view = {.current_error = complaint_about(complaints, "current_password")};
    respond_page_complaining(context, "暗号化鍵ファイルの作り直し", account_self_key_page, &view, complaints);
}

void self_key_show(struct context *context)
{
    struct complaints none = complaints_in(context->arena);
    if (!is_official(context))
        return respond_error(context, 404);
    respond_form(context, &none);
}

struct replacing {
    struct context *context;
    struct sign_in attempt;
};

static enum result replace_body(struct store *store, void *argument)
{
    struct replacing *replacing = argument;
    struct context *context = replacing->context;
    enum result result = sign_in_settle_right(store, context->request, context->keyring, &replacing->attempt,
        field(context->fields, "current_password"));
    return result == OK ? write_passphrase(store, context) : result;
}

void self_key_submit(struct context *context)
{
    struct replacing replacing = {.context = context};
    struct complaints *complaints = fields_complaints(context->fields);
    if (!is_official(context))
        return respond_error(context, 404);
    enum result result = complaints->count > 0 ? OK : self_confirm(context, &replacing.attempt, complaints);
    if (result == OK && complaints->count > 0)
        return respond_form(context, complaints);
    if (result == OK)
        result = store_transaction(context->store, replace_body, &replacing);
    if (result != OK)
        return respond_result(context, result);
    response_see_other(context->response, "/account/self#key");
}

struct making {
    struct context *context;
    const char *pem;
};

static enum result file_body(struct store *store, void *argument)
{
    struct making *making = argument;
    struct context *context = making->context;
    struct self_passphrase_out kept;
    const char *passphrase;
    struct bytes public_key;
    enum result result = self_passphrase(store, context->arena,
        &(struct self_passphrase_in){.account_id = context->session.account_id}, &kept);
    if (result == NOT_FOUND || (result == OK && kept.sealed.size == 0))
        return CONFLICT;
    if (result == OK)
        result = key_passphrase_open(context->request, context->keyring, context->session.account_reference,
            kept.sealed, &passphrase);
    if (result != OK)
        return result;
    key_file_make(context->arena, context->secrets, passphrase, &making->pem, &public_key);
    result = key_pending_store(store, context->arena, context->session.account_id, 0, public_key);
    return result == OK ? operation_log(context, "key_download", "account", context->session.account_id, NULL) : result;
}

void self_key_file(struct context *context)
{
    struct making making = {.context = context};
    if (!is_official(context))
        return respond_error(context, 403);
    enum result result = store_transaction(context->store, file_body, &making);
    if (result != OK)
        return respond_result(context, result);
    response_download(context->response, "application/x-pem-file", "暗号化鍵ファイル.pem",
        (struct bytes){(const uint8_t *)making.pem, strlen(making.pem)});
}

struct registering {
    struct context *context;
    int64_t key_file_id;
    const char *browser_token;
    const char *session_token;
};

static enum result register_body(struct store *store, void *argument)
{
    struct registering *registering = argument;
    struct context *context = registering->context;
    int64_t account_id = context->session.account_id;
    enum result result = key_activate(store, account_id, registering->key_file_id);
    if (result == OK)
        result = browser_remember(store, context->request, account_id, registering->key_file_id,
            &registering->browser_token);
    if (result == OK)
        result = self_key_registered(store, &(struct self_key_registered_in){.account_id = account_id}, NULL);
    if (result == OK)
        result = self_activate(store, &(struct self_activate_in){.account_id = account_id}, NULL);
    if (result == OK && context->session.stage == SESSION_ENROLLING)
        result = sign_in_complete(store, &(struct sign_in_complete_in){.account_id = account_id}, NULL);
    if (result == OK)
        result = operation_log(context, "key_register", "account", account_id, NULL);
    if (result == OK)
        result = session_start(store, context->request, SESSION_FULL, &context->session, &registering->session_token);
    return result;
}

/* Checks the proof against the downloaded key; each answer uses the session's challenge up. */
static enum result check(struct registering *registering, const struct key_proof *proof)
{
    struct context *context = registering->context;
    struct bytes challenge = context->session.challenge;
    struct bytes public_key;
    enum result result = session_challenge_use(context->store, context->arena, &context->session);
    if (result == OK)
        result = key_waiting(context->store, context->arena, context->session.account_id,
            &registering->key_file_id, &public_key);
    return result == OK ? key_proof_check(context->request, proof, challenge, public_key) : result;
}

void self_key_register(struct context *context)
{
    struct registering registering = {.context = context};
    struct complaints *complaints = fields_complaints(context->fields);
    struct key_proof proof;
    enum result result = REFUSED;
    if (!is_official(context))
        return respond_error(context, 403);
    if (!key_proof_read(context->request, context->fields, &proof))
        complain(complaints, "key_file", "required", "ダウンロードした暗号化鍵ファイルを選び、パスフレーズを入力してください。");
    else
        result = check(&registering, &proof);
    if (complaints->count == 0 && (result == REFUSED || result == NOT_FOUND || result == CONFLICT))
        complain(complaints, "key_file", "wrong",
            "暗号化鍵ファイルかパスフレーズが違います。最後にダウンロードしたファイルと、画面に表示されているパスフレーズを使ってください。");
    if (complaints->count > 0)
        return self_respond(context, complaints);
    if (result == OK)
        result = store_transaction(context->store, register_body, &registering);
    if (result != OK)
        return respond_result(context, result);
    session_cookie(context->response, context->request, registering.session_token);
    browser_cookie(context->response, context->request, registering.browser_token);
    flash(context, "key_registered");
    response_see_other(context->response, "/account/");
}
