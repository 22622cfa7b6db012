/* 初回ログイン, first step: メールアドレス登録. The key file goes to the latest address. */
#ifndef NSDB_MAIL_H
#define NSDB_MAIL_H

#include "app.h"

/* The attachment of the mail, as the screen names it, too. */
#define KEY_FILE_NAME "nsdb-key.pem"

extern const struct field_spec mail_fields[];

/* GET /signin/mail: the form. */
void mail_show(struct context *context);

/* POST /signin/mail: registers the address, makes the key file and orders its mail. */
void mail_submit(struct context *context);

#endif
