/* The public body of the person who asks, as its screens need it: whose users, under which address, by which words. */
#ifndef NSDB_OFFICE_H
#define NSDB_OFFICE_H

#include "app.h"
#include "official_store.h"

struct office {
    struct organisation organisation;
    const char *base; /* "/municipality" or "/operator" */
    const char *noun; /* 自治体ユーザ, 厚労省ユーザ, … */
    const char *name; /* on notices: the municipality's, or 厚生労働省 … */
};

/* The office of the session. */
struct office office_of(const struct context *context);

/* An address below the office's base: "/municipality/users?login_id=…" for "users?login_id=…". */
const char *office_link(struct context *context, const char *rest);

#endif
