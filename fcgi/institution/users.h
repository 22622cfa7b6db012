/* 医療機関ユーザ検索: GET /institution/users. */
#ifndef NSDB_USERS_H
#define NSDB_USERS_H

#include "app.h"

extern const struct field_spec users_fields[];

/* Draws the conditions and a page of results. */
void users_show(struct context *context);

#endif
