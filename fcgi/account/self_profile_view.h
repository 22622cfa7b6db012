/* What the page 登録内容の訂正 of 自アカウント管理 is told. */
#ifndef NSDB_SELF_PROFILE_VIEW_H
#define NSDB_SELF_PROFILE_VIEW_H

#include "user_form.h"

struct self_profile_view {
    const char *version;
    struct user_form_fields fields;
};

#endif
