/* The screens of this door. What is done to one account is lib/people's. */
#ifndef NSDB_STAFF_SCREENS_H
#define NSDB_STAFF_SCREENS_H

#include "user_action.h"
#include "user_list.h"
#include "user_notice.h"

extern const struct field_spec register_fields[];

/* 医療機関ユーザ新規登録: GET and POST /staff/register. */
void register_show(struct context *context);
void register_submit(struct context *context);

/* GET /staff/register/done: ID and initial password on the screen, to be printed by the browser. */
void registered_show(struct context *context);

/* 医療機関ユーザ検索: GET /staff/users. */
void users_show(struct context *context);

/* 責任者の変更 to another doctor: GET and POST /staff/users/manager. */
void manager_show(struct context *context);
void manager_submit(struct context *context);

#endif
