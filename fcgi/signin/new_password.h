/* After パスワード初期化: a new password before anything else. */
#ifndef NSDB_NEW_PASSWORD_H
#define NSDB_NEW_PASSWORD_H

#include "app.h"

extern const struct field_spec new_password_fields[];

/* GET /signin/password: the form. */
void new_password_show(struct context *context);

/* POST /signin/password: stores it; the account is 利用中 again. */
void new_password_submit(struct context *context);

#endif
