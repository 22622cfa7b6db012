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

static void add_session(struct context *context, const struct self_page_out *row, struct self_view *view)
{
    *list_push(context->arena, &view->sessions) = (struct self_session){
        .reference = digest_base64url(context->arena, row->hash),
        .browser = browser_name(context->arena, row->user_agent),
        .source = source_text(context->arena, row->source),
        .signed_in_at = clock_japanese(context->arena, row->since),
        .last_used_at = clock_japanese(context->arena, text_or(row->last_used_at, row->since)),
        .this_one = digest_equal(row->hash, context->session.token_hash),
    };
}

static void add_browser(struct context *context, const struct self_page_out *row, struct self_view *view)
{
    *list_push(context->arena, &view->browsers) = (struct self_browser){
        .id = row->browser_id,
        .browser = browser_name(context->arena, row->user_agent),
        .registered_at = clock_japanese(context->arena, row->since),
        .last_used_at = clock_japanese(context->arena, row->last_used_at),
        .this_one = digest_equal(row->hash, browser_hash(context->request)),
        .current_key = row->current_key != 0,
    };
}

static void add_lists(struct context *context, const struct self_page_rows *rows, struct self_view *view)
{
    for (size_t i = 0; i < rows->count; i++) {
        if (text_equal(rows->items[i].part, "session"))
            add_session(context, &rows->items[i], view);
        if (text_equal(rows->items[i].part, "browser"))
            add_browser(context, &rows->items[i], view);
    }
    view->has_browsers = view->browsers.count > 0;
}

static enum result open_passphrase(struct context *context, const struct self_page_out *profile, struct self_view *view)
{
    if (profile->passphrase_sealed.size == 0)
        return OK;
    return key_passphrase_open(context->request, context->keyring, context->session.account_reference,
        profile->passphrase_sealed, &view->passphrase);
}

/* The two steps of an official's first sign-in. */
static struct steps_view steps_of(struct context *context)
{
    struct steps_view steps = {0};
    bool password_done = !context->session.password_initial;
    *list_push(context->arena, &steps.items) =
        (struct steps_view_item){.label = "新しいパスワード", .done = password_done, .current = !password_done};
    *list_push(context->arena, &steps.items) =
        (struct steps_view_item){.label = "暗号化鍵ファイルの登録", .current = password_done};
    return steps;
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
        .key_pending = profile->key_pending != 0,
        .account_reference = session->account_reference,
        .challenge = digest_base64url(context->arena, session->challenge),
        .current_error = text_or(complaint_about(complaints, "current_password"), ""),
        .new_error = text_or(complaint_about(complaints, "new_password"), ""),
        .again_error = text_or(complaint_about(complaints, "new_password_again"), ""),
        .proof = {.key_file_error = text_or(complaint_about(complaints, "key_file"), ""),
            .passphrase_error = text_or(complaint_about(complaints, "passphrase"), "")},
        .leave = {.user_name = session->display_name, .login_id = session->login_id, .resumable = true},
        .steps = steps_of(context),
    };
}

void self_respond(struct context *context, const struct complaints *complaints)
{
    struct self_page_rows rows;
    enum result result = self_page(context->store, context->arena,
        &(struct self_page_in){.account_id = context->session.account_id}, &rows);
    if (result == OK && rows.count == 0)
        result = NOT_FOUND;
    if (result != OK)
        return respond_result(context, result);
    const struct self_page_out *profile = &rows.items[0];
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
