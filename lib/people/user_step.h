/* 操作 at a user's row: a link or a button for each thing that the person who asks may do to that account now. */
#ifndef NSDB_USER_STEP_H
#define NSDB_USER_STEP_H

#include "app.h"
#include "list.h"

struct user_step {
    const char *label;
    const char *address;
    bool downloads; /* a button that answers a file; the others are links to a page */
};

LIST_TYPE(user_steps, struct user_step);

/* What decides whether a step is offered. */
struct user_facts {
    const char *reference;  /* the account's public id */
    enum relation relation; /* of the account to the person who asks */
    bool locked;
    bool has_key;
};

/* The step of an address below a list ("reset", "unlock", "key", "delete", "notice", "edit", "manager"), or
 * ACTION_NONE. */
enum action user_step_action(const char *path);

/* What people call it: パスワード初期化, アカウントロック解除 … */
const char *user_step_label(enum action action);

/* Whether it makes sense now: only a locked account is unlocked, only a key that exists is reissued. */
bool user_step_fits(enum action action, bool locked, bool has_key);

/* Adds the step below `base` ("/staff/users") where the table of rights and the state of the account say yes. */
void user_step_offer(struct context *context, struct user_steps *steps, const char *base, enum action action,
    const struct user_facts *facts);

#endif
