/* What an administrator does to a user's account, in two steps: the page says what will happen, the button does it. */
#include "office.h"
#include "official.h"
#include "official_action_page.h"
#include "official_action_view.h"
#include "text.h"

const struct field_spec official_one_fields[] = {
    {"account", "対象のユーザ", FIELD_CODE, 22, FIELD_REQUIRED},
    {"confirmed", "確認済み", FIELD_CODE, 3, 0},
    {0},
};

struct deed {
    const char *page; /* below the office's base */
    enum action right;
    const char *title;
    const char *button;
    const char *purpose;
    const char *heading;
    const char *effect;
    const char *message; /* flash */
};

static const struct deed deeds[] = {
    {"users/reset", ACTION_PASSWORD_RESET, "パスワード初期化", "初期化する",
        "本人がパスワードを忘れたときや、初期パスワードの有効期限が切れたときに、新しい初期パスワードを作ります。"
        "電話などで依頼を受けたときは、必ず本人であることを確認してください。",
        "いまのパスワードは使えなくなります",
        "状態は「未発行」に戻り、ログイン中のときはログアウトします。メールアドレスと暗号化鍵ファイルは変わりません。"
        "初期化したあと、IDパスワード通知書を出力して、本人に渡してください。",
        "password_reset"},
    {"users/unlock", ACTION_UNLOCK, "アカウントロック解除", "解除する",
        "パスワードなどの誤りが続いてロックされたアカウントを、また使えるようにします。",
        "ほかの人がログインしようとしたおそれはありませんか",
        "本人に心当たりがないときは、解除する前にお問い合わせ窓口に連絡してください。解除しても、パスワードは変わりません。",
        "unlocked"},
    {"users/key", ACTION_KEY_REISSUE, "暗号化鍵再発行", "再発行する",
        "暗号化鍵ファイルやパスフレーズをなくしたとき、ほかの人に知られたおそれがあるときに行います。",
        "これまでの暗号化鍵ファイルは使えなくなります",
        "ログイン中のときはログアウトします。次にログインすると自アカウント管理の画面が開くので、本人が新しい暗号化鍵ファイルをダウンロードして登録します。",
        "key_reissued"},
    {"users/delete", ACTION_USER_DELETE, "アカウント削除", "削除する",
        "異動や退職などで、このシステムを使わなくなったユーザを削除します。",
        "削除すると、元に戻せません",
        "このユーザIDではログインできなくなり、ログイン中のときはログアウトします。操作ログは残ります。", "deleted"},
};

static const struct deed *deed_of(const struct context *context)
{
    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
        if (strstr(context->route->path, deeds[i].page) != NULL)
            return &deeds[i];
    return NULL;
}

/* The user, if this person may do this to that one. NOT_FOUND for other organisations. */
static enum result find(struct store *store, struct context *context, struct account_target *target_out)
{
    struct account_asker asker = office_asker(context);
    enum result result =
        account_target_find(store, context->arena, &asker, field(context->fields, "account"), target_out);
    if (result != OK)
        return result;
    if (target_out->relation != office_relation(context))
        return target_out->relation == RELATION_SELF ? REFUSED : NOT_FOUND;
    return rights_allow(context->session.role, deed_of(context)->right, target_out->relation) ? OK : REFUSED;
}

static const char *back_to(struct context *context, const struct account_target *target)
{
    return office_link(context, arena_format(context->arena, "users?login_id=%s", target->row.login_id));
}

void official_action_show(struct context *context)
{
    const struct deed *deed = deed_of(context);
    struct account_target target;
    enum result result = find(context->store, context, &target);
    if (result != OK)
        return respond_result(context, result);
    struct official_action_view view = {
        .action = office_link(context, deed->page),
        .back = back_to(context, &target),
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

static enum result reset(struct store *store, struct context *context, const struct account_target *target)
{
    struct bytes sealed = office_seal_password(context, target->row.account_reference, account_next_slip(target));
    return account_password_reset(store, target, sealed, office_password_days(context));
}

static enum result act(struct store *store, struct context *context, const struct account_target *target)
{
    switch (deed_of(context)->right) {
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
};

static enum result action_body(struct store *store, void *argument)
{
    struct acting *acting = argument;
    struct context *context = acting->context;
    struct account_target target;
    enum result result = find(store, context, &target);
    if (result == OK)
        result = act(store, context, &target);
    if (result != OK)
        return result;
    const struct deed *deed = deed_of(context);
    result = operation_log(context, action_word(deed->right), "account", target.row.account_id, NULL);
    acting->location = deed->right == ACTION_USER_DELETE ? office_link(context, "users") : back_to(context, &target);
    return result == OK ? idempotency_claim(context, acting->location) : result;
}

void official_action_submit(struct context *context)
{
    struct acting acting = {.context = context};
    enum result result = store_transaction(context->store, action_body, &acting);
    if (result != OK)
        return respond_result(context, result);
    flash(context, deed_of(context)->message);
    response_see_other(context->response, acting.location);
}
