/* What is done to the account of an institution's user, in two steps: the page says what will happen, the button does it. */
#include "official_action_page.h"
#include "official_action_view.h"
#include "staff.h"
#include "text.h"

struct deed {
    const char *word; /* the last of the path */
    enum action right;
    const char *title;
    const char *button;
    const char *purpose;
    const char *heading;
    const char *effect;
    const char *message; /* flash */
};

static const struct deed deeds[] = {
    {"reset", ACTION_PASSWORD_RESET, "パスワード初期化", "初期化する",
        "本人がパスワードを忘れたときや、初期パスワードの有効期限が切れたときに、新しい初期パスワードを作ります。"
        "電話などで依頼を受けたときは、必ず本人であることを確認してください。",
        "いまのパスワードは使えなくなります",
        "状態は「未発行」に戻り、ログイン中のときはログアウトします。メールアドレス、暗号化鍵ファイル、秘密の質問は変わりません。"
        "初期化したあと、IDパスワード通知書を出力して本人に渡してください。"
        "本人は、新しい初期パスワードと暗号化鍵ファイルでログインし、新しいパスワードを決めると、また使えるようになります。",
        "password_reset"},
    {"unlock", ACTION_UNLOCK, "アカウントロック解除", "解除する",
        "パスワードや暗号化鍵の誤りが続いてロックされたアカウントを、また使えるようにします。",
        "ほかの人がログインしようとしたおそれはありませんか",
        "本人に心当たりがないときは、解除する前にお問い合わせ窓口に連絡してください。解除しても、パスワードは変わりません。",
        "unlocked"},
    {"key", ACTION_KEY_REISSUE, "暗号化鍵再発行", "再発行する",
        "暗号化鍵ファイルやパスフレーズをなくしたとき、ほかの人に知られたおそれがあるときに行います。",
        "これまでの暗号化鍵ファイルは使えなくなります",
        "ログイン中のときはログアウトします。本人は、次にログインしたときにメールアドレスを登録し、届いた新しい暗号化鍵ファイルを登録します。"
        "パスワードと秘密の質問は変わりません。",
        "key_reissued"},
    {"delete", ACTION_USER_DELETE, "アカウント削除", "削除する",
        "異動や退職などで、このシステムを使わなくなったユーザを削除します。", "削除すると、元に戻せません",
        "このユーザIDではログインできなくなり、ログイン中のときはログアウトします。操作ログは残ります。"
        "初回ログイン前の責任者を削除すると、責任者の交代は行われません。",
        "deleted"},
};

static const struct deed *deed_of(const struct context *context)
{
    const char *word = strrchr(context->route->path, '/') + 1;
    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
        if (text_equal(word, deeds[i].word))
            return &deeds[i];
    return NULL;
}

static enum result find(struct store *store, struct context *context, enum role role, struct account_target *target_out)
{
    enum action right = deed_of(context)->right;
    enum result result = staff_target(store, context, role, right, target_out);
    if (result == OK && !staff_action_fits(right, target_out->row.locked != 0, target_out->row.has_key != 0))
        return CONFLICT;
    return result;
}

void staff_action_show(struct context *context)
{
    const struct deed *deed = deed_of(context);
    struct account_target target;
    enum result result = find(context->store, context, context->session.role, &target);
    if (result != OK)
        return respond_result(context, result);
    struct official_action_view view = {
        .action = context->route->path,
        .back = staff_list_of(context, &target),
        .reference = target.row.account_reference,
        .purpose = deed->purpose,
        .heading = deed->heading,
        .effect = deed->effect,
        .button = deed->button,
        .name = arena_format(context->arena, "%s　%s", target.row.family_name, target.row.given_name),
        .login_id = target.row.login_id,
        .role = role_label(target.role),
        .department = target.row.department,
    };
    respond_page(context, deed->title, official_action_page, &view);
}

static enum result act(struct store *store, struct context *context, const struct account_target *target)
{
    int64_t account_id = target->row.account_id;
    struct bytes sealed;
    switch (deed_of(context)->right) {
    case ACTION_PASSWORD_RESET:
        sealed = staff_seal_password(context, target->row.account_reference, account_next_slip(target));
        return account_password_reset(store, target, sealed, staff_password_days(context));
    case ACTION_UNLOCK: return account_unlock_now(store, target);
    case ACTION_KEY_REISSUE: return account_key_reissue(store, account_id);
    case ACTION_USER_DELETE: return account_delete(store, account_id);
    default: return FAILED;
    }
}

struct acting {
    struct context *context;
    const char *location;
};

static enum result action_body(struct store *store, void *argument)
{
    struct acting *acting = argument;
    struct context *context = acting->context;
    struct staff_desk desk;
    struct account_target target;
    enum action right = deed_of(context)->right;
    enum result result = staff_desk_open(store, context, &desk);
    if (result == OK)
        result = find(store, context, desk.role, &target);
    if (result == OK)
        result = act(store, context, &target);
    if (result != OK)
        return result;
    result = operation_log(context, action_word(right), "account", target.row.account_id, NULL);
    acting->location = right == ACTION_USER_DELETE ? "/staff/users" : staff_list_of(context, &target);
    return result == OK ? idempotency_claim(context, acting->location) : result;
}

void staff_action_submit(struct context *context)
{
    struct acting acting = {.context = context};
    enum result result = store_transaction(context->store, action_body, &acting);
    if (result != OK)
        return respond_result(context, result);
    flash(context, deed_of(context)->message);
    response_see_other(context->response, acting.location);
}
