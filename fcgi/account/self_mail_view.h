/* What the page メールアドレスの変更 is told. */
#ifndef NSDB_SELF_MAIL_VIEW_H
#define NSDB_SELF_MAIL_VIEW_H

struct self_mail_view {
    const char *current_error;
};

#endif
