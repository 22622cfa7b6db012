/* /readyz: whether the system can do its work now. 503 when a check fails; warnings do not change the status. */
#ifndef NSDB_READY_H
#define NSDB_READY_H

#include "app.h"

/* Answers one line for each check, or application/health+json when the Accept header asks for it. */
void ready_show(struct context *context);

#endif
