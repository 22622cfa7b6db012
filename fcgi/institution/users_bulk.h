/* What is done to the chosen rows of 医療機関ユーザ検索 at once: 有効期限延長, アカウントロック解除. */
#ifndef NSDB_USERS_BULK_H
#define NSDB_USERS_BULK_H

#include "app.h"

extern const struct field_spec users_bulk_fields[];
extern const struct field_spec users_bulk_extend_fields[];

/* The first POST asks for the date, the second one (step=apply) extends. */
void users_bulk_extend(struct context *context);
void users_bulk_unlock(struct context *context);

#endif
