/* [IDパスワード通知書ダウンロード] of one account: of a user of a public body, of an institution. Notices of doctors'
 * designations, alone and in bundles, are the institution door's. */
#ifndef NSDB_USER_NOTICE_H
#define NSDB_USER_NOTICE_H

#include "app.h"

/* POST: marks, logs and answers the PDF, or first the page that warns of characters that no font has. */
void user_notice_download(struct context *context);

#endif
