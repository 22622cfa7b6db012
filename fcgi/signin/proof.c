/* The second factor at each sign-in after the first. */
#include "proof.h"

#include "browser.h"
#include "digest.h"
#include "entry.h"
#include "first_signin_query.h"
#include "guard.h"
#include "key_registration.h"
#include "lock.h"
#include "proof_view.h"
#include "sign_in.h"
#include "signin_proof_page.h"
#include "steps.h"
#include "text.h"

const struct field_spec proof_show_fields[] = {{"next", "", FIELD_TEXT, 400, 0}, {0}};
const struct field_spec proof_fields[] = {KEY_PROOF_FIELDS, {"next", "", FIELD_TEXT, 400, 0}, {0}};

/* One proof on its way through the transactions. */
struct proving {
    struct context *context;
    struct sign_in sign_in;
    int64_t key_file_id;
    bool locked;
    enum session_stage stage;
    struct session next;
    const char *browser_token;
    const char *session_token;
};

static void show(struct context *context, const struct complaints *complaints)
{
    const struct proof_view view = {
        .leave = leave_of(context),
        .proof = {
            .key_file_error = complaints == NULL ? NULL : complaint_about(complaints, "key_file"),
            .passphrase_error = complaints == NULL ? NULL : complaint_about(complaints, "passphrase"),
        },
        .challenge = digest_base64url(context->arena, context->session.challenge),
        .account_reference = context->session.account_reference,
        .next = guard_next(field(context->fields, "next")),
    };
    respond_page_complaining(context, "暗号化鍵による本人確認", signin_proof_page, &view, complaints);
}

void proof_show(struct context *context)
{
    show(context, NULL);
}

/* Steps of a first sign-in that are left, or an initial password of a reset, come before everything else. An official who has a
 * key has no steps: the row may only carry the passphrase of another key, begun in 自アカウント管理 and not registered. */
static enum session_stage stage_after(const struct session *session)
{
    bool steps_left =
        role_is_institutional(session->role) && !text_is_empty(session->step) && !text_equal(session->step, "done");
    return steps_left || session->password_initial ? SESSION_ENROLLING : SESSION_FULL;
}

static enum result ask_for_password_again(struct proving *proving)
{
    struct context *context = proving->context;
    const char *step = context->session.step;
    bool steps_left = !text_is_empty(step) && !text_equal(step, "done");
    if (proving->stage != SESSION_ENROLLING || steps_left || !role_is_institutional(context->session.role))
        return OK;
    proving->next.step = "password";
    return first_signin_password_again(context->store,
        &(struct first_signin_password_again_in){context->session.account_id}, NULL);
}

static enum result enter(struct store *store, void *state)
{
    struct proving *proving = state;
    struct context *context = proving->context;
    int64_t account_id = context->session.account_id;
    proving->next = context->session;
    proving->stage = stage_after(&context->session);
    enum result result = sign_in_settle_proof(store, &proving->sign_in);
    if (result == OK)
        result = browser_remember(store, context->request, account_id, proving->key_file_id, &proving->browser_token);
    if (result == OK)
        result = ask_for_password_again(proving);
    if (result == OK && proving->stage == SESSION_FULL)
        result = sign_in_note(store, account_id);
    if (result == OK)
        result = session_start(store, context->request, proving->stage, &proving->next, &proving->session_token);
    if (result == OK)
        result = operation_log(context, "sign_in", "account", account_id, NULL);
    return result;
}

static void let_in(struct proving *proving)
{
    struct context *context = proving->context;
    enum result result = store_transaction(context->store, enter, proving);
    if (result != OK) {
        respond_result(context, result);
        return;
    }
    browser_cookie(context->response, context->request, proving->browser_token);
    session_cookie(context->response, context->request, proving->session_token);
    context->session = proving->next;
    const char *next = proving->stage == SESSION_FULL ? guard_next(field(context->fields, "next")) : "";
    response_see_other(context->response, text_or(next, guard_way(&context->session)));
}

static enum result note_wrong(struct store *store, void *state)
{
    struct proving *proving = state;
    struct context *context = proving->context;
    enum result result = lock_when_used_up(context, &proving->sign_in, &proving->locked);
    if (result == OK && proving->locked)
        result = session_end(store, &context->session);
    return result != OK ? result : operation_log_outcome(context, "refused", "sign_in", "account",
        context->session.account_id, NULL);
}

static void show_out(struct context *context)
{
    struct complaints *complaints = fields_complaints(context->fields);
    complaints->count = 0;
    complain(complaints, "", "locked", "本人確認に続けて失敗したため、アカウントがロックされました。指定医の方は所属の責任者または自治体、"
        "責任者の方は所属の指定医または自治体、医療クラーク等の方は所属の責任者または指定医、自治体の方は自治体管理者（自治体管理者の方は、"
        "同じ自治体のほかの自治体管理者。いないときはお問い合わせ窓口）に、アカウントロック解除を依頼してください。");
    context->session = (struct session){.flash = "", .step = "", .organisation_name = "", .organisation_code = ""};
    session_cookie(context->response, context->request, NULL);
    entry_again(context, "", "", complaints);
}

static void turn_away(struct proving *proving)
{
    struct context *context = proving->context;
    struct complaints *complaints = fields_complaints(context->fields);
    enum result result = store_transaction(context->store, note_wrong, proving);
    if (result != OK) {
        respond_result(context, result);
    } else if (proving->locked || !proving->sign_in.counted) {
        show_out(context);
    } else {
        complain(complaints, "key_file", "refused", "本人確認ができませんでした。最新の暗号化鍵ファイルを選び、パスフレーズを確かめて、"
            "もう一度入力してください。続けて10回失敗するとアカウントがロックされます。");
        show(context, complaints);
    }
}

static enum result verify(struct proving *proving, const struct key_proof *proof)
{
    struct context *context = proving->context;
    struct bytes challenge = context->session.challenge;
    struct bytes public_key;
    enum result result = sign_in_begin_proof(context->store, context->request, context->keyring, &context->session,
        key_proof_secret(context->request, proof), &proving->sign_in);
    if (result == OK)
        result = session_challenge_use(context->store, context->arena, &context->session);
    if (result == OK && !proving->sign_in.counted)
        return REFUSED;
    if (result == OK)
        result = key_in_force(context->store, context->arena, context->session.account_id, &proving->key_file_id,
            &public_key);
    if (result == NOT_FOUND)
        return REFUSED;
    return result != OK ? result : key_proof_check(context->request, proof, challenge, public_key);
}

void proof_submit(struct context *context)
{
    struct complaints *complaints = fields_complaints(context->fields);
    struct proving proving = {.context = context};
    struct key_proof proof;
    if (!key_proof_read(context->request, context->fields, &proof)) {
        complain(complaints, "key_file", "required", "暗号化鍵ファイルを選択し、パスフレーズを入力してください。");
        show(context, complaints);
        return;
    }
    enum result result = verify(&proving, &proof);
    if (result == OK)
        let_in(&proving);
    else if (result == REFUSED)
        turn_away(&proving);
    else
        respond_result(context, result);
}
