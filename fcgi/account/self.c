/* 自アカウント管理: the page. */
#include "self.h"

#include <arpa/inet.h>

#include "account_self_page.h"
#include "browser.h"
#include "browser_name.h"
#include "clock.h"
#include "digest.h"
#include "key_registration.h"
#include "self_view.h"
#include "text.h"

static const char *source_text(struct arena *arena, struct bytes source)
{
    char text[INET6_ADDRSTRLEN] = "";
    inet_ntop(source.size == 4 ? AF_INET : AF_INET6, source.data, text, sizeof text);
    return arena_text(arena, text);
}

static int by_session(const void *a, const void *b)
{
    const struct self_page_out *one = a, *other = b;
    int newest = strcmp(other->session_since, one->session_since);
    return newest != 0 ? newest : memcmp(one->session_hash.data, other->session_hash.data, DIGEST_BYTES);
}

static int by_browser(const void *a, const void *b)
{
    const struct self_page_out *one = a, *other = b;
    int latest = strcmp(text_or(other->browser_used_at, ""), text_or(one->browser_used_at, ""));
    return latest != 0 ? latest : (one->browser_id > other->browser_id) - (one->browser_id < other->browser_id);
}

static void add_session(struct context *context, const struct self_page_out *row, struct self_view *view)
{
    *list_push(context->arena, &view->sessions) = (struct self_session){
        .reference = digest_base64url(context->arena, row->session_hash),
        .browser = browser_name(context->arena, row->session_user_agent),
        .source = source_text(context->arena, row->session_source),
        .signed_in_at = clock_japanese(context->arena, row->session_since),
        .last_used_at = clock_japanese(context->arena, row->session_used_at),
        .this_one = digest_equal(row->session_hash, context->session.token_hash),
    };
}

static void add_browser(struct context *context, const struct self_page_out *row, struct self_view *view)
{
    *list_push(context->arena, &view->browsers) = (struct self_browser){
        .id = row->browser_id,
        .browser = browser_name(context->arena, row->browser_user_agent),
        .registered_at = clock_japanese(context->arena, row->browser_since),
        .last_used_at = clock_japanese(context->arena, row->browser_used_at),
        .this_one = digest_equal(row->browser_hash, browser_hash(context->request)),
        .current_key = row->browser_key_current != 0,
    };
}

/* The rows are pairs: sorted by one side, each of that side stands together. */
static void add_lists(struct context *context, struct self_page_rows *rows, struct self_view *view)
{
    struct self_page_out *items = rows->items;
    qsort(items, rows->count, sizeof *items, by_session);
    for (size_t i = 0; i < rows->count; i++)
        if (items[i].session_live && (i == 0 || by_session(&items[i - 1], &items[i]) != 0))
            add_session(context, &items[i], view);
    qsort(items, rows->count, sizeof *items, by_browser);
    for (size_t i = 0; i < rows->count; i++)
        if (items[i].browser_id != 0 && (i == 0 || by_browser(&items[i - 1], &items[i]) != 0))
            add_browser(context, &items[i], view);
}

static enum result open_passphrase(struct context *context, const struct self_page_out *profile, struct self_view *view)
{
    if (profile->passphrase_sealed.size == 0)
        return OK;
    return key_passphrase_open(context->request, context->keyring, context->session.account_reference,
        profile->passphrase_sealed, &view->passphrase);
}

/* Why an official cannot go on yet: the first sign-in, or what somebody did to the account since. */
static const char *reason_of(const struct session *session, const struct self_page_out *profile)
{
    bool has_key = profile->key_activated_at != NULL;
    if (!profile->was_in_use)
        return "はじめてのログインです。アカウントを使い始めるために、2つの手続きをします。";
    if (!session->password_initial)
        return "暗号化鍵が無効になりました。新しい暗号化鍵ファイルを登録してください。";
    return has_key ? "パスワードが初期化されました。新しいパスワードを決めてください。暗号化鍵ファイルは変わりません。"
        : "パスワードが初期化され、暗号化鍵も無効になりました。新しいパスワードを決めてから、新しい暗号化鍵ファイルを登録してください。";
}

/* The two steps of an official's first sign-in; none where only one is left to do. */
static struct steps_view steps_of(struct context *context, const struct self_page_out *profile)
{
    struct steps_view steps = {0};
    bool password_done = !context->session.password_initial;
    if (profile->was_in_use && (password_done || profile->key_activated_at != NULL))
        return steps;
    *list_push(context->arena, &steps.items) =
        (struct steps_view_item){.label = "新しいパスワード", .done = password_done, .current = !password_done};
    *list_push(context->arena, &steps.items) =
        (struct steps_view_item){.label = "暗号化鍵ファイルの登録", .current = password_done};
    return steps;
}

static const char *password_support(bool has_key)
{
    return has_key ? "8文字以上128文字以内。文字の種類の決まりはありません。ユーザID、氏名、所属の名前、よく使われるパスワードは使えません。定期的に変える必要はありません。"
                   : "13文字以上128文字以内。ユーザID、氏名、所属の名前、よく使われるパスワードは使えません。暗号化鍵ファイルを登録したあとに変えるときは、8文字以上です。";
}

static struct self_view view_of(struct context *context, const struct self_page_out *profile,
    const struct complaints *complaints)
{
    const struct session *session = &context->session;
    bool enrolling = session->stage == SESSION_ENROLLING;
    return (struct self_view){
        .enrolling = enrolling,
        .step_password = enrolling && session->password_initial,
        .step_key = enrolling && !session->password_initial,
        .official = !role_is_institutional(session->role),
        .doctor = session->role == ROLE_DOCTOR || session->role == ROLE_DOCTOR_MANAGER,
        .name = session->display_name,
        .kana = arena_format(context->arena, "%s　%s", profile->family_kana, profile->given_kana),
        .role = role_label(session->role),
        .organisation = session->organisation_name,
        .organisation_code = session->organisation_code,
        .department = profile->department,
        .telephone = profile->telephone,
        .mail = text_or(profile->mail_address, ""),
        .login_id = session->login_id,
        .last_sign_in = clock_japanese(context->arena, session->last_sign_in_at),
        .password_changed = clock_japanese(context->arena, profile->password_changed_at),
        .key_registered = clock_japanese(context->arena, profile->key_activated_at),
        .passphrase = "",
        .account_reference = session->account_reference,
        .challenge = digest_base64url(context->arena, session->challenge),
        .current_error = complaint_about(complaints, "current_password"),
        .passwords = {.support = password_support(profile->key_activated_at != NULL),
            .error = complaint_about(complaints, "new_password"),
            .again_error = complaint_about(complaints, "new_password_again")},
        .proof = {.key_file_error = complaint_about(complaints, "key_file"),
            .passphrase_error = complaint_about(complaints, "passphrase")},
        .leave = {.user_name = session->display_name, .login_id = session->login_id, .resumable = true},
        .steps = steps_of(context, profile),
        .reason = enrolling ? reason_of(session, profile) : "",
    };
}

static enum result find_page(struct context *context, struct self_page_rows *rows_out)
{
    const struct self_page_in own = {context->session.account_id, context->session.epoch};
    return role_is_institutional(context->session.role)
        ? self_page_of_institution_user(context->store, context->arena, &own, rows_out)
        : self_page_of_official(context->store, context->arena, &own, rows_out);
}

void self_respond(struct context *context, const struct complaints *complaints)
{
    struct self_page_rows rows;
    enum result result = find_page(context, &rows);
    if (result == OK && rows.count == 0)
        result = NOT_FOUND;
    if (result != OK)
        return respond_result(context, result);
    const struct self_page_out *profile = &rows.items[0]; /* which all rows tell alike */
    struct self_view view = view_of(context, profile, complaints);
    result = view.official ? open_passphrase(context, profile, &view) : OK;
    if (result != OK)
        return respond_result(context, result);
    if (!view.enrolling)
        add_lists(context, &rows, &view);
    respond_page_complaining(context, "自アカウント管理", account_self_page, &view, complaints);
}

void self_show(struct context *context)
{
    struct complaints none = complaints_in(context->arena);
    self_respond(context, &none);
}
