/* メニュー: GET /account/. */
#ifndef NSDB_HOME_H
#define NSDB_HOME_H

#include "app.h"

/* Draws the tasks of the role and what waits to be done. */
void home_show(struct context *context);

#endif
