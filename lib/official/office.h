/* The organisation of the person who asks, as these screens need it: whose users, under which address, by which words. */
#ifndef NSDB_OFFICE_H
#define NSDB_OFFICE_H

#include "account_life_store.h"
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

/* The same with the public id of a user: "/municipality/users/edit?account=…". */
const char *office_link_to(struct context *context, const char *rest, const char *reference);

/* The session as account_life_store asks for it. */
struct account_asker office_asker(const struct context *context);

/* How every user of the organisation but the person who asks stands to that person. */
enum relation office_relation(const struct context *context);

/* A new first password for slip `slip_number`, sealed; the password itself stays in the wiping arena. */
struct bytes office_seal_password(struct context *context, const char *account_reference, int64_t slip_number);

/* How many days a first password is valid (setting initial_password_days). */
int64_t office_password_days(const struct context *context);

#endif
