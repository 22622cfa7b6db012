/* ログイン: ID and password. Whatever is wrong, the answer and the work are the same (A14). */
#include "entry.h"

#include "entry_view.h"
#include "first_signin_query.h"
#include "guard.h"
#include "lock.h"
#include "log.h"
#include "sign_in.h"
#include "signin_entry_page.h"
#include "text.h"

/* The QR code of a notice brings the ID along. */
const struct field_spec entry_show_fields[] = {{"next", "", FIELD_TEXT, 400, 0}, {"id", "", FIELD_TEXT, 64, 0},
    {"unsent", "", FIELD_CODE, 3, 0}, {0}};

const struct field_spec entry_fields[] = {
    {"login_id", "ユーザID", FIELD_TEXT, 64, FIELD_REQUIRED},
    {"password", "パスワード", FIELD_SECRET, 128, FIELD_REQUIRED},
    {"next", "", FIELD_TEXT, 400, 0},
    {0},
};

/* One attempt on its way through the transactions. */
struct attempt {
    struct context *context;
    struct sign_in sign_in;
    const char *password;
    const char *token;
};

static const char title[] = "ログイン";

void entry_again(struct context *context, const char *login_id, const char *next, struct complaints *complaints)
{
    const struct entry_view view = {
        .login_id = login_id,
        .next = guard_next(next),
        .login_id_error = complaint_about(complaints, "login_id"),
        .password_error = complaint_about(complaints, "password"),
    };
    respond_page_complaining(context, title, signin_entry_page, &view, complaints);
}

void entry_show(struct context *context)
{
    if (context->session.stage != SESSION_NONE) {
        response_see_other(context->response, guard_way(&context->session));
        return;
    }
    const struct entry_view view = {
        .login_id = field(context->fields, "id"),
        .next = guard_next(field(context->fields, "next")),
        .unsent = text_equal(field(context->fields, "unsent"), "yes"),
    };
    respond_page(context, title, signin_entry_page, &view);
}

/* From here on the request is done by this account, for log and session alike. */
static void become(struct context *context, const struct sign_in *sign_in)
{
    context->session = (struct session){
        .account_id = sign_in->account_id,
        .account_reference = sign_in->account_reference,
        .role = sign_in->role,
        .step = text_or(sign_in->step, "mail"),
        .flash = "",
        .organisation_name = "",
        .organisation_code = "",
    };
    store_bind_epoch(context->store, sign_in->account_id, sign_in->epoch);
}

static enum result open_first_signin(const struct attempt *attempt, enum session_stage stage)
{
    struct context *context = attempt->context;
    bool begun = !text_is_empty(attempt->sign_in.step);
    if (begun || stage != SESSION_ENROLLING || !role_is_institutional(context->session.role))
        return OK;
    return first_signin_begin(context->store, &(struct first_signin_begin_in){context->session.account_id}, NULL);
}

static enum result enter(struct store *store, void *state)
{
    struct attempt *attempt = state;
    struct context *context = attempt->context;
    enum session_stage stage = sign_in_stage(&attempt->sign_in);
    enum result result = sign_in_settle_right(store, context->request, context->keyring, &attempt->sign_in,
        attempt->password);
    if (result == OK)
        result = open_first_signin(attempt, stage);
    if (result == OK)
        result = operation_log(context, "sign_in_password", "account", context->session.account_id, NULL);
    if (result == OK)
        result = session_start(store, context->request, stage, &context->session, &attempt->token);
    return result;
}

/* The second factor follows; only then the page that was asked for. */
static const char *way_after(const struct context *context)
{
    const char *next = guard_next(field(context->fields, "next"));
    const char *way = guard_way(&context->session);
    if (context->session.stage != SESSION_PROVING || text_is_empty(next))
        return way;
    return arena_format(context->arena, "%s?%s", way,
        guard_sign_in(context->arena, next, "") + strlen("/signin/?"));
}

static enum result note_wrong(struct store *store, void *state)
{
    struct attempt *attempt = state;
    (void)store;
    enum result result = lock_when_used_up(attempt->context, &attempt->sign_in, NULL);
    return result != OK ? result : operation_log_outcome(attempt->context, "refused", "sign_in_password", "account",
        attempt->sign_in.account_id, NULL);
}

static void turn_away(struct attempt *attempt, enum sign_in_verdict verdict, const char *typed)
{
    struct context *context = attempt->context;
    const char *next = field(context->fields, "next");
    struct complaints *complaints = fields_complaints(context->fields);
    store_bind_epoch(context->store, 0, 0);
    enum result result = store_transaction(context->store, note_wrong, attempt);
    if (result != OK) {
        respond_result(context, result);
        return;
    }
    if (verdict == SIGN_IN_EXPIRED)
        complain(complaints, "", "expired", "初期パスワードの有効期限が切れています。指定医の方は所属の責任者または自治体、責任者の方は自治体、"
            "医療クラーク等の方は所属の責任者または指定医、自治体の方は自治体管理者に、パスワード初期化を依頼してください。");
    else
        complain(complaints, "", "wrong", "ユーザIDまたはパスワードが違うか、アカウントがロックされています。入力を確かめて、もう一度"
            "ログインしてください。続けて10回間違えるとロックされます。");
    entry_again(context, typed, next, complaints);
}

/* Deleted, reset or given a new slip since the secret was compared: the secret is wrong now. */
static bool is_overtaken(enum result result)
{
    return result == NOT_FOUND || result == REFUSED;
}

static void let_in(struct attempt *attempt, const char *typed)
{
    struct context *context = attempt->context;
    become(context, &attempt->sign_in);
    enum result result = store_transaction(context->store, enter, attempt);
    if (is_overtaken(result)) {
        context->session = (struct session){.flash = "", .step = "", .organisation_name = "", .organisation_code = ""};
        return turn_away(attempt, SIGN_IN_WRONG, typed);
    }
    if (result != OK)
        return respond_result(context, result);
    session_cookie(context->response, context->request, attempt->token);
    response_see_other(context->response, way_after(context));
}

/* Whether the password is right cannot be told, and that is no fault of the person: the try does not count. */
static void give_up(const struct attempt *attempt)
{
    enum result result = sign_in_give_back(attempt->context->store, &attempt->sign_in);
    respond_result(attempt->context, result == OK ? FAILED : result);
}

/* A request that nginx held is tried whatever its source did meanwhile: nobody waits twice. */
static enum result try_sign_in(struct attempt *attempt, const char *login_id, int64_t *delay_ms_out)
{
    struct context *context = attempt->context;
    enum result result = sign_in_find(context->store, context->request, login_id, &attempt->sign_in);
    if (result == OK && !context->request->held)
        *delay_ms_out = sign_in_delay_ms(&attempt->sign_in);
    if (result != OK || *delay_ms_out > 0)
        return result;
    return sign_in_begin(context->store, context->keyring,
        (struct bytes){(const uint8_t *)attempt->password, strlen(attempt->password)}, &attempt->sign_in);
}

void entry_submit(struct context *context)
{
    const char *typed = field(context->fields, "login_id");
    struct complaints *complaints = fields_complaints(context->fields);
    struct attempt attempt = {.context = context, .password = field(context->fields, "password")};
    if (complaints->count > 0) {
        entry_again(context, typed, field(context->fields, "next"), complaints);
        return;
    }
    int64_t delay_ms = 0;
    enum result result = try_sign_in(&attempt, text_login_id(context->arena, typed), &delay_ms);
    if (result != OK) {
        respond_result(context, result);
        return;
    }
    if (delay_ms > 0) {
        response_hold(context->response, delay_ms);
        return;
    }
    enum sign_in_verdict verdict = sign_in_verify(&attempt.sign_in, context->secrets, context->keyring,
        attempt.password);
    if (verdict == SIGN_IN_RIGHT)
        let_in(&attempt, typed);
    else if (verdict == SIGN_IN_UNREAD)
        give_up(&attempt);
    else
        turn_away(&attempt, verdict, typed);
}
