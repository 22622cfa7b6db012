/* IDPW発行通知書 for municipalities: one, a bundle of chosen ones, a bundle over all results, [再発行].
 * Printing marks, logs and answers the PDF in one request; nothing of it is written to disk. */
#ifndef NSDB_NOTICE_H
#define NSDB_NOTICE_H

#include "app.h"

enum { NOTICE_BUNDLE_MOST = 1000 };

extern const struct field_spec notice_fields[]; /* whose: for pages about one ID */
extern const struct field_spec notice_print_fields[];
extern const struct field_spec reissue_fields[];
extern const struct field_spec notices_fields[];
extern const struct field_spec notices_all_fields[];

/* POST /institution/users/notice: [IDパスワード通知書ダウンロード]. */
void notice_download(struct context *context);

/* POST /institution/users/notices: [IDパスワード通知書一括出力] of the checked rows, all or none. A list shows at most 100. */
void notices_download(struct context *context);

/* POST /institution/users/notices/all: a numbered part of all results. Rows that cannot be printed are left out, after the
 * clerk was told which. */
void notices_download_all(struct context *context);

/* GET and POST /institution/users/reissue: what [再発行] does, and doing it. */
void reissue_show(struct context *context);
void reissue_submit(struct context *context);

#endif
