/* 医療機関ユーザ新規登録, tab 個別登録: GET and POST /institution/register, and the page that shows the new ID. */
#ifndef NSDB_DOCTOR_REGISTER_H
#define NSDB_DOCTOR_REGISTER_H

#include "app.h"

extern const struct field_spec doctor_register_fields[];

/* The form, and registering: 303 to …/done, or the form again with its complaints. */
void doctor_register_show(struct context *context);
void doctor_register_submit(struct context *context);

/* [移管を依頼する]: POST /institution/register/transfer with the same fields, when the ID is another
 * municipality's. */
void doctor_register_request_transfer(struct context *context);

/* GET /institution/register/done: what was registered, and [IDパスワード通知書ダウンロード]. */
void doctor_registered_show(struct context *context);

#endif
