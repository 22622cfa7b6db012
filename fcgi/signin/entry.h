/* ログイン: ID and password. */
#ifndef NSDB_ENTRY_H
#define NSDB_ENTRY_H

#include "app.h"

extern const struct field_spec entry_show_fields[];
extern const struct field_spec entry_fields[];

/* GET /signin/: the form. */
void entry_show(struct context *context);

/* POST /signin/: the first factor; leads to the second, or to the next step of the first sign-in. */
void entry_submit(struct context *context);

/* The form again with a complaint about the whole; also when the second factor ended in a lock. */
void entry_again(struct context *context, const char *login_id, const char *next, struct complaints *complaints);

#endif
