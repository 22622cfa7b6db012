/* ログアウト. */
#ifndef NSDB_OUT_H
#define NSDB_OUT_H

#include "app.h"

/* POST /signin/out: ends the session, at whatever stage it is. */
void out_submit(struct context *context);

/* GET /signin/out: says so. */
void out_show(struct context *context);

#endif
