/* /healthz: whether this process answers. Asks nobody else, so it stays cheap and says nothing about the rest. */
#ifndef NSDB_ALIVE_H
#define NSDB_ALIVE_H

#include "app.h"

/* Answers 200 "ok". */
void alive_show(struct context *context);

#endif
