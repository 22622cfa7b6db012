/* 初回ログイン, third step: 秘密の質問の登録 and パスワード変更. */
#ifndef NSDB_SECRET_H
#define NSDB_SECRET_H

#include "app.h"

extern const struct field_spec secret_fields[];

/* GET /signin/secret: the form. */
void secret_show(struct context *context);

/* POST /signin/secret: registers both and makes the account 利用中. */
void secret_submit(struct context *context);

#endif
