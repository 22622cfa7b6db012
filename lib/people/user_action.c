/* What is done to a user's account, in two steps: the page says what will happen, the button does it. */
#include "user_action.h"

#include "initial_password.h"
#include "people_user_action_page.h"
#include "secret_question.h"
#include "user_step.h"

struct deed {
    enum action action;
    const char *button;
    const char *purpose;
    const char *heading;
    const char *effect;                /* on users of public bodies */
    const char *effect_in_institution; /* on users of institutions */
    const char *message;               /* flash */
    const char *changed;               /* whoever came second is told */
};

static const struct deed deeds[] = {
    {ACTION_PASSWORD_RESET, "初期化する",
        "通知書をなくしたとき、パスワードを忘れたとき、初期パスワードの有効期限が切れたときに、新しい初期パスワードを作ります。"
        "電話などで依頼を受けたときは、必ず本人であることを確認してください。",
        "いまのパスワードは使えなくなります",
        "状態は「未発行」に戻り、ログイン中のときはログアウトします。メールアドレスと暗号化鍵ファイルは変わりません。"
        "初期化したあと、IDパスワード通知書を出力して、本人に渡してください。",
        "状態は「未発行」に戻り、ログイン中のときはログアウトします。メールアドレス、暗号化鍵ファイル、秘密の質問は変わりません。"
        "初期化したあと、IDパスワード通知書を出力して本人に渡してください。"
        "本人は、新しい初期パスワードと暗号化鍵ファイルでログインし、新しいパスワードを決めると、また使えるようになります。",
        "password_reset", "この画面を開いたあとに、ほかの人がこのユーザを変更（パスワード初期化、訂正など）しました。"},
    {ACTION_UNLOCK, "解除する", "パスワードや暗号化鍵の誤りが続いてロックされたアカウントを、また使えるようにします。",
        "ほかの人がログインしようとしたおそれはありませんか",
        "本人に心当たりがないときは、解除する前にお問い合わせ窓口に連絡してください。解除しても、パスワードは変わりません。",
        "本人に心当たりがないときは、解除する前にお問い合わせ窓口に連絡してください。解除しても、パスワードは変わりません。",
        "unlocked", "このアカウントは、ロックされていません。ほかの人が先に解除したか、このユーザを変更しました。"},
    {ACTION_KEY_REISSUE, "再発行する",
        "暗号化鍵ファイルやパスフレーズをなくしたとき、ほかの人に知られたおそれがあるときに行います。",
        "これまでの暗号化鍵ファイルは使えなくなります",
        "ログイン中のときはログアウトします。次にログインすると自アカウント管理の画面が開くので、本人が新しい暗号化鍵ファイルをダウンロードして登録します。",
        "ログイン中のときはログアウトします。本人は、次にログインしたときにメールアドレスを登録し、届いた新しい暗号化鍵ファイルを登録します。"
        "パスワードと秘密の質問は変わりません。",
        "key_reissued",
        "このユーザの暗号化鍵ファイルは、すでに無効になっています。ほかの人が先に再発行したか、このユーザを変更しました。"},
    {ACTION_USER_DELETE, "削除する", "異動や退職などで、このシステムを使わなくなったユーザを削除します。", "削除すると、元に戻せません",
        "このユーザIDではログインできなくなり、ログイン中のときはログアウトします。操作ログは残ります。",
        "このユーザIDではログインできなくなり、ログイン中のときはログアウトします。操作ログは残ります。"
        "初回ログイン前の責任者を削除すると、責任者の交代は行われません。",
        "deleted", "この画面を開いたあとに、ほかの人がこのユーザを変更（初回ログインの完了、責任者の交代など）しました。"},
};

static const struct deed *deed_of(const char *path)
{
    enum action action = user_step_action(path);
    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
        if (deeds[i].action == action)
            return &deeds[i];
    return NULL;
}

/* Officials register no 秘密の質問. */
static enum result find_question(struct context *context, enum action action, const struct account_target *target,
    const char **label_out)
{
    struct account_secret_question_rows rows = {0};
    *label_out = "";
    if (action != ACTION_PASSWORD_RESET || !role_is_institutional(target->role))
        return OK;
    enum result result = account_secret_question(context->store, context->arena,
        &(struct account_secret_question_in){target->row.account_id}, &rows);
    if (result == OK && rows.count > 0)
        *label_out = secret_question_label(rows.items[0].question);
    return result;
}

enum result user_action_respond(struct context *context, const char *path, const struct account_target *target,
    const struct user_verdict *verdict)
{
    const struct deed *deed = deed_of(path);
    const char *question;
    enum result result = find_question(context, deed->action, target, &question);
    if (result != OK)
        return result;
    struct user_action_view view = {
        .action = path,
        .back = user_desk_list_of(context, target),
        .reference = target->row.account_reference,
        .version = target->row.version,
        .purpose = deed->purpose,
        .heading = deed->heading,
        .effect = role_is_institutional(target->role) ? deed->effect_in_institution : deed->effect,
        .button = deed->button,
        .name = arena_format(context->arena, "%s　%s", target->row.family_name, target->row.given_name),
        .login_id = target->row.login_id,
        .role = role_label(target->role),
        .department = target->row.department,
        .question = question,
        .answer_action = arena_format(context->arena, "%s/answer", path),
        .verdict = *verdict,
    };
    shown_one(context, target->row.account_id);
    respond_page(context, user_step_label(deed->action), people_user_action_page, &view);
    return OK;
}

void user_action_show(struct context *context)
{
    static const struct user_verdict none = {"", "", ""};
    const struct deed *deed = deed_of(context->route->path);
    struct account_target target;
    enum result result = user_desk_find(context->store, context, deed->action, &target);
    if (result == OK)
        result = user_action_respond(context, context->route->path, &target, &none);
    if (result != OK)
        user_desk_overtaken(context, result, user_step_label(deed->action), deed->changed);
}

static enum result reset(struct store *store, struct context *context, const struct account_target *target)
{
    struct bytes sealed = initial_password_seal(context->arena, context->secrets, context->keyring,
        target->row.account_reference, account_next_slip(target), NULL);
    return account_password_reset(store, target, sealed, initial_password_days(context->settings));
}

static enum result act(struct store *store, struct context *context, const struct account_target *target)
{
    switch (deed_of(context->route->path)->action) {
    case ACTION_PASSWORD_RESET: return reset(store, context, target);
    case ACTION_UNLOCK: return account_unlock_now(store, target);
    case ACTION_KEY_REISSUE: return account_key_reissue(store, target->row.account_id);
    case ACTION_USER_DELETE: return account_delete(store, target->row.account_id);
    default: return FAILED;
    }
}

struct acting {
    struct context *context;
    const char *location;
    const char *changed; /* why not */
};

static enum result action_body(struct store *store, void *argument)
{
    struct acting *acting = argument;
    struct context *context = acting->context;
    enum action action = deed_of(context->route->path)->action;
    struct account_target target;
    int64_t manager_id;
    acting->changed = user_desk_manager_changed;
    enum result result = user_desk_open(store, context, &manager_id);
    if (result != OK)
        return result;
    acting->changed = deed_of(context->route->path)->changed;
    result = user_desk_find(store, context, action, &target);
    if (result == OK && form_is_stale(context, target.row.version))
        result = CONFLICT;
    if (result == OK)
        result = act(store, context, &target);
    if (result == OK)
        result = operation_log(context, action_word(action), "account", target.row.account_id, NULL);
    if (result != OK)
        return result;
    acting->location =
        action == ACTION_USER_DELETE ? user_desk_list(context, &target) : user_desk_list_of(context, &target);
    return idempotency_claim(context, acting->location);
}

void user_action_submit(struct context *context)
{
    struct acting acting = {.context = context};
    enum result result = store_transaction(context->store, action_body, &acting);
    const struct deed *deed = deed_of(context->route->path);
    if (result != OK)
        return user_desk_overtaken(context, result, user_step_label(deed->action), acting.changed);
    flash(context, deed->message);
    response_see_other(context->response, acting.location);
}
