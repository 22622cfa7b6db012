/* 初回ログイン, the end. */
#include "done.h"

#include "done_view.h"
#include "signin_done_page.h"
#include "steps.h"

void done_show(struct context *context)
{
    const struct done_view view = {.steps = steps_at(context, STEP_DONE, "first")};
    respond_page(context, "利用開始", signin_done_page, &view);
}
