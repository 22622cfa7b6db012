/* What メールアドレス登録 (www/page/signin/mail.html) is told. */
#ifndef NSDB_MAIL_VIEW_H
#define NSDB_MAIL_VIEW_H

#include "leave_view.h"
#include "steps_view.h"

struct mail_view {
    struct steps_view steps;
    struct leave_view leave;
    const char *mail_address;
    const char *mail_address_error;
    const char *registered_address;   /* the one that holds now, "" for none */
};

#endif
