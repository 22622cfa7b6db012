/* Pages inside the layout, and the pages that explain errors. */
#include "app_internal.h"

#include "clock.h"
#include "config.h"
#include "csrf.h"
#include "error_page.h"
#include "error_view.h"
#include "flash.h"
#include "guard.h"
#include "layout_page.h"
#include "layout_view.h"
#include "log.h"
#include "menu.h"
#include "spool.h"
#include "text.h"

static const char *schemes_label(const struct session *session)
{
    return role_is_institutional(session->role) ? scheme_label(session->scheme) : "";
}

static void tell_who(const struct context *context, struct layout_view *view)
{
    const struct session *session = &context->session;
    if (session->stage != SESSION_FULL)
        return;
    view->signed_in = true;
    view->session_minutes = SESSION_IDLE_MINUTES;
    view->user_name = session->display_name;
    view->organisation = session->organisation_name;
    view->role_label = role_label(session->role);
    view->scheme_label = schemes_label(session);
    if (!text_is_empty(session->last_sign_in_at))
        view->last_sign_in = clock_japanese(context->arena, session->last_sign_in_at);
}

/* Shown once: taken out of the session when the page that shows it is drawn. */
static void tell_flash(struct context *context, struct layout_view *view)
{
    const struct flash_message *message = text_is_empty(context->session.flash) ? NULL
        : flash_message(context->session.flash);
    if (message == NULL || context->store == NULL)
        return;
    view->flash_type = message->type;
    view->flash_heading = message->heading;
    view->flash_message = message->message;
    if (session_flash(context->store, &context->session, "") != OK)
        log_warning("flash", "The message of the session could not be taken away.");
}

/* Before a session exists a form's token belongs to a cookie of its own; only pages that hold forms set it. */
static const char *form_token(struct context *context)
{
    if (context->session.stage != SESSION_NONE)
        return context->session.csrf_token;
    bool may_hold_forms = context->route != NULL && (context->route->flags & ROUTE_NO_DATABASE) == 0;
    return may_hold_forms ? csrf_token_before_session(context->request, context->response) : "";
}

static void draw(struct context *context, const struct layout_view *view)
{
    context->response->body = buffer_in(context->arena);
    context->response->content_type = "text/html; charset=utf-8";
    struct html html = {
        .to = &context->response->body,
        .csrf_token = form_token(context),
        .idempotency_key = csrf_idempotency_key(context->arena),
    };
    layout_page(&html, view);
}

void respond_page_complaining(struct context *context, const char *title,
    void (*body)(struct html *html, const void *view), const void *view, const struct complaints *complaints)
{
    struct layout_view layout = {
        .title = title,
        .version = PACKAGE_VERSION,
        .request_id = context->request->id,
        .sample_site = settings_switch(context->settings, "sample_site", false),
        .body = body,
        .body_view = view,
        .help = help_contact(context),
    };
    if (complaints != NULL && complaints->count > 0) {
        layout.complaints = *complaints;
        context->response->status = 422;
    }
    tell_who(context, &layout);
    tell_flash(context, &layout);
    menu_fill(context, &layout);
    draw(context, &layout);
}

enum result context_spool(struct context *context, int *fd_out)
{
    return spool_open(context->arena, context->app->spool_directory, fd_out);
}

void respond_page(struct context *context, const char *title, void (*body)(struct html *html, const void *view),
    const void *view)
{
    respond_page_complaining(context, title, body, view, NULL);
}

struct error_words {
    int status;
    const char *title;
    const char *happened;
    const char *remedy;
};

enum { REVOKED = 1, NO_RIGHT, BUSY }; /* a 403, a 403 and a 503 with words of their own */

static const struct error_words errors[] = {
    {400, "送信された内容を読み取れませんでした", "送信された内容が途中で切れているか、正しい形ではありませんでした。何も登録されていません。",
        "前の画面に戻って画面を読み込み直し、もう一度入力してください。"},
    {REVOKED, "ログインが終了しました",
        "ほかの人の操作（有効期限延長、パスワード初期化、責任者の交代、削除など）によって、このログインは終了しました。この操作は行われていません。",
        "もう一度ログインして、今の状態を確かめてください。ログインできないときは、所属の責任者または管理者に確認してください。"},
    {NO_RIGHT, "この操作をする権限がありません",
        "この操作をする権限がないか、責任者の交代などによって権限がなくなりました。この操作は行われていません。",
        "下のリンクから続きの画面を開いてください。権限が必要なときは、所属の責任者または管理者に確認してください。"},
    {BUSY, "ただいま混み合っています",
        "ほかの処理（一括登録の取り込みなど）が同じ医療機関またはIDを使っているため、待ちきれませんでした。この操作は行われていません。",
        "処理が終わってから（1分ほど待ってから）、画面を読み込み直して、もう一度操作してください。"},
    {403, "この操作はできません",
        "この操作をする権限がないか、画面を開いてから時間がたったため、送信された内容を確認できませんでした。何も登録されていません。",
        "下のリンクから画面を開き直して、もう一度操作してください。権限が必要なときは、所属の責任者または管理者に確認してください。"},
    {404, "ページが見つかりません", "指定されたページまたは情報がないか、見る権限がありません。",
        "アドレスを確認するか、メニューから開き直してください。"},
    {405, "この方法では開けません", "このページは、この方法では開けません。", "メニューから開き直してください。"},
    {409, "先に変更されていました", "ほかの画面または別の利用者の操作が先に完了したため、この操作は行われませんでした。",
        "画面を開き直して今の状態を確かめ、必要であればもう一度操作してください。"},
    {413, "ファイルが大きすぎます", "送信されたファイルまたは入力が、決められた大きさを超えています。何も登録されていません。",
        "ファイルを分けるか小さくして、もう一度送信してください。"},
    {431, "送信された内容が長すぎます", "ブラウザから送られた情報が長すぎて受け取れませんでした。",
        "ブラウザを閉じて開き直し、もう一度ログインしてください。"},
    {503, "ただいま利用できません", "システムの一部が応答していないか、混み合っています。この操作が完了したかどうかは確認できていません。",
        "1分ほど待ってから、画面を読み込み直してください。同じ操作を送り直しても、二重に登録されることはありません。"},
    {500, "エラーが発生しました", "システムの内部でエラーが発生しました。", "しばらく待ってから、もう一度操作してください。"},
};

static const struct error_words *words_for(int status)
{
    size_t i = 0;
    while (i + 1 < sizeof errors / sizeof *errors && errors[i].status != status)
        i++;
    return &errors[i];
}

static const char retry_seconds[] = "10";

static const char *link_label(enum session_stage stage)
{
    return stage == SESSION_NONE ? "ログイン画面を開く" : stage == SESSION_FULL ? "メニューを開く" : "続きの画面を開く";
}

static void draw_error(struct context *context, int status, const char *title, struct error_view *view)
{
    struct response *response = context->response;
    response->status = status;
    response->location = NULL;
    response->download_name = NULL;
    if (status == 503)
        response->retry_after = retry_seconds;
    view->request_id = context->request->id;
    respond_page(context, title, error_page, view);
}

static void respond_words(struct context *context, int status, const struct error_words *words)
{
    struct error_view view = {
        .happened = words->happened,
        .remedy = words->remedy,
        .link = guard_way(&context->session),
        .link_label = link_label(context->session.stage),
    };
    draw_error(context, status, words->title, &view);
}

void respond_error(struct context *context, int status)
{
    respond_words(context, status, words_for(status));
}

void respond_no_right(struct context *context)
{
    respond_words(context, 403, words_for(NO_RIGHT));
}

static const int status_of[] = {[OK] = 500, [NOT_FOUND] = 404, [CONFLICT] = 409, [REFUSED] = 403, [FAILED] = 503};

static bool was_revoked(const struct context *context, enum result result)
{
    return result == REFUSED && context->store != NULL && store_was_revoked(context->store);
}

static const struct error_words *words_of_result(const struct context *context, enum result result)
{
    if (result == REFUSED)
        return words_for(was_revoked(context, result) ? REVOKED : NO_RIGHT);
    bool busy = result == FAILED && context->store != NULL && store_waited_in_vain(context->store);
    return words_for(busy ? BUSY : status_of[result]);
}

void respond_result(struct context *context, enum result result)
{
    bool revoked = was_revoked(context, result);
    if (result == NOT_FOUND || result == REFUSED)
        operation_log_denial(context, revoked ? "revoked" : result == REFUSED ? "refused" : "not_found");
    respond_words(context, status_of[result], words_of_result(context, result));
}

void respond_overtaken(struct context *context, enum result result, const struct overtaken *words)
{
    if (result != NOT_FOUND && result != CONFLICT)
        return respond_result(context, result);
    struct error_view view = {
        .happened = result == NOT_FOUND ? words->gone : words->changed,
        .remedy = text_or(words->remedy,
            "この操作は行われていません。下のリンクから今の状態を確かめ、必要であればもう一度操作してください。"),
        .link = words->link,
        .link_label = words->link_label,
    };
    if (result == NOT_FOUND)
        operation_log_denial(context, "not_found");
    draw_error(context, status_of[result], words->title, &view);
}

bool form_is_stale(const struct context *context, int64_t version)
{
    const char *drawn = field(context->fields, "version");
    return !text_is_empty(drawn) && !text_equal(drawn, arena_format(context->arena, "%lld", (long long)version));
}
