/* What has to be in order for the system to work: database and schema, disk space, keys, mails and log under way. */
#ifndef NSDB_READY_CHECKS_H
#define NSDB_READY_CHECKS_H

#include "app.h"
#include "list.h"

enum check_state { CHECK_PASS, CHECK_WARN, CHECK_FAIL };

struct check {
    const char *name;
    enum check_state state;
    const char *observed; /* English, for operators; no quotes, no secrets */
};

LIST_TYPE(checks, struct check);

/* Does all checks, in a fixed order. */
struct checks ready_checks(struct context *context);

#endif
