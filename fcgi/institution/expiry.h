/* 有効期限カレンダー: GET /institution/expiry. */
#ifndef NSDB_EXPIRY_H
#define NSDB_EXPIRY_H

#include "app.h"

void expiry_show(struct context *context);

#endif
