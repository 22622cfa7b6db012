/* パスワード初期化, アカウントロック解除, 暗号化鍵再発行 and アカウント削除, in two steps: the page says what will happen, the button does
 * it. The last word of the path says which. */
#ifndef NSDB_USER_ACTION_H
#define NSDB_USER_ACTION_H

#include "user_action_view.h"
#include "user_desk.h"

/* GET: what it does, to whom. */
void user_action_show(struct context *context);

/* POST: does it, logs it, and leads to the list. */
void user_action_submit(struct context *context);

/* Draws the page of the action at `path`, for パスワード初期化 with the 秘密の質問 of who registered one. */
enum result user_action_respond(struct context *context, const char *path, const struct account_target *target,
    const struct user_verdict *verdict) MUST_USE;

/* POST …/reset/answer: compares the answer that the person gives, at most five times a day for each
 * account, and logs it. It opens nothing. */
extern const struct field_spec user_answer_fields[];
void user_answer_submit(struct context *context);

#define USER_ANSWER_ROUTE(path)                                                                      \
    {METHOD_POST, path, ACTION_PASSWORD_RESET, SESSION_FULL, user_answer_fields, user_answer_submit, 0, "account"}

#define USER_ACTION_ROUTES(path, right)                                                              \
    {METHOD_GET, path, right, SESSION_FULL, user_fields, user_action_show, 0, "account"},                       \
        {METHOD_POST, path, right, SESSION_FULL, user_fields, user_action_submit, ROUTE_CREATES}

#endif
