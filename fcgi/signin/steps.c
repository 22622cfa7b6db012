/* The step navigation that the pages of 初回ログイン share. */
#include "steps.h"

#include "guard.h"
#include "text.h"

static const char *const labels[] = {
    [STEP_MAIL] = "メールアドレス登録",
    [STEP_KEY] = "暗号化鍵ファイル登録",
    [STEP_SECRET] = "秘密の質問の登録・パスワード変更",
    [STEP_DONE] = "利用開始",
};

struct steps_view steps_at(struct arena *arena, enum first_step current, bool renew)
{
    struct steps_view view = {0};
    for (int step = STEP_MAIL; step <= STEP_DONE; step++)
        if (!renew || step != STEP_SECRET)
            *list_push(arena, &view.items) = (struct steps_view_item){labels[step], step < (int)current,
                step == (int)current};
    return view;
}

struct leave_view leave_of(const struct context *context)
{
    return (struct leave_view){context->session.display_name, context->session.login_id,
        context->session.stage == SESSION_ENROLLING};
}

bool steps_hold(struct context *context, const char *step)
{
    if (text_equal(context->session.step, step))
        return true;
    if (context->route->method == METHOD_POST)
        respond_result(context, CONFLICT);
    else
        response_see_other(context->response, guard_way(&context->session));
    return false;
}
