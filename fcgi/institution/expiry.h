/* 有効期限カレンダー: GET /institution/expiry. */
#ifndef NSDB_EXPIRY_H
#define NSDB_EXPIRY_H

#include "app.h"

/* Which designations of the municipality run out in each month. */
void expiry_show(struct context *context);

#endif
