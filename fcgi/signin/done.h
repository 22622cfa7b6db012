/* 初回ログイン, the end: what the person has now. */
#ifndef NSDB_DONE_H
#define NSDB_DONE_H

#include "app.h"

/* GET /signin/done. */
void done_show(struct context *context);

#endif
