/* 自治体ユーザ新規登録 and 自治体ユーザ検索, and the same for 厚労省, 運用事業者 and システム運営主体. A door
 * puts OFFICIAL_ROUTES into its table; the organisation is the one of the person who asks. */
#ifndef NSDB_OFFICIAL_H
#define NSDB_OFFICIAL_H

#include "user_action.h"
#include "user_list.h"
#include "user_notice.h"

extern const struct field_spec official_register_fields[];
extern const struct field_spec official_edit_fields[];

/* ユーザ新規登録: an administrator registers a user who is none. */
void official_register_show(struct context *context);
void official_register_submit(struct context *context);

/* ユーザ検索: conditions, list, 操作. */
void official_users_show(struct context *context);

/* 編集, with a check of the version. */
void official_edit_show(struct context *context);
void official_edit_submit(struct context *context);

#define OFFICIAL_ROUTES(base, right)                                                                                  \
    {METHOD_GET, base "/register", right, SESSION_FULL, NULL, official_register_show, 0},                             \
        {METHOD_POST, base "/register", right, SESSION_FULL, official_register_fields, official_register_submit,      \
            ROUTE_CREATES},                                                                                           \
        {METHOD_GET, base "/users", right, SESSION_FULL, user_list_fields, official_users_show, 0, "account"},                   \
        {METHOD_POST, base "/users/notice", right, SESSION_FULL, user_fields, user_notice_download, 0, "account"},               \
        {METHOD_GET, base "/users/edit", right, SESSION_FULL, user_fields, official_edit_show, 0, "account"},                    \
        {METHOD_POST, base "/users/edit", right, SESSION_FULL, official_edit_fields, official_edit_submit,            \
            ROUTE_CREATES, "account"},                                                                                           \
        USER_ACTION_ROUTES(base "/users/reset", right), USER_ACTION_ROUTES(base "/users/unlock", right),              \
        USER_ACTION_ROUTES(base "/users/key", right), USER_ACTION_ROUTES(base "/users/delete", right)

#endif
