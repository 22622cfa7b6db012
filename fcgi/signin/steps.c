/* What the pages of 初回ログイン share. */
#include "steps.h"

#include "guard.h"
#include "text.h"

static const char *const labels[] = {
    [STEP_MAIL] = "メールアドレス登録",
    [STEP_KEY] = "暗号化鍵ファイル登録",
    [STEP_SECRET] = "秘密の質問の登録・パスワード変更",
    [STEP_PASSWORD] = "パスワード変更",
    [STEP_DONE] = "利用開始",
};

/* The password alone is asked for after パスワード初期化; mail and key before it only when they were voided besides. */
static bool is_asked(const struct context *context, enum first_step step, enum first_step current, const char *purpose)
{
    if (step == STEP_SECRET)
        return text_equal(purpose, "first");
    if (step == STEP_PASSWORD)
        return !text_equal(purpose, "first") && context->session.password_initial;
    return step == STEP_DONE || current != STEP_PASSWORD;
}

struct steps_view steps_at(struct context *context, enum first_step current, const char *purpose)
{
    struct steps_view view = {0};
    for (enum first_step step = STEP_MAIL; step <= STEP_DONE; step++)
        if (is_asked(context, step, current, purpose))
            *list_push(context->arena, &view.items) =
                (struct steps_view_item){labels[step], step < current, step == current};
    return view;
}

struct leave_view leave_of(const struct context *context)
{
    return (struct leave_view){context->session.display_name, context->session.login_id,
        context->session.stage == SESSION_ENROLLING};
}

struct new_passwords_view new_passwords_of(const struct complaints *complaints)
{
    struct new_passwords_view view = {
        .support = "8文字以上128文字以内。文字の種類の決まりはありません。関係のない言葉をいくつか組み合わせると、覚えやすく破られにくくなります。"
                   "ユーザID、氏名、医療機関名、よく使われるパスワードは使えません。"};
    if (complaints != NULL) {
        view.error = complaint_about(complaints, "new_password");
        view.again_error = complaint_about(complaints, "new_password_again");
    }
    return view;
}

void steps_overtaken(struct context *context)
{
    const struct overtaken words = {
        .title = "この手順は済んでいます",
        .changed = "この手順は、ほかの画面で先に登録されたか、いまの手順ではありません。送信された内容は登録していません。",
        .link = guard_way(&context->session),
        .link_label = "続きの画面を開く",
    };
    respond_overtaken(context, CONFLICT, &words);
}

bool steps_hold(struct context *context, const char *step)
{
    if (text_equal(context->session.step, step))
        return true;
    if (context->route->method == METHOD_POST)
        steps_overtaken(context);
    else
        response_see_other(context->response, guard_way(&context->session));
    return false;
}
