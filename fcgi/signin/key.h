/* 初回ログイン, second step: 暗号化鍵ファイル登録, the first proof that the person holds file and passphrase. */
#ifndef NSDB_KEY_H
#define NSDB_KEY_H

#include "app.h"

extern const struct field_spec key_fields[];

/* GET /signin/key: where the mail went, the passphrase, the form. */
void key_show(struct context *context);

/* POST /signin/key: a signature over the session's challenge, or file and passphrase. */
void key_submit(struct context *context);

#endif
