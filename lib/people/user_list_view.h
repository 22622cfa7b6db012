/* What a page that lists users is told. */
#ifndef NSDB_USER_LIST_VIEW_H
#define NSDB_USER_LIST_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "list.h"
#include "pager_view.h"
#include "select_view.h"
#include "user_step.h"

/* One user. */
struct user_row {
    int64_t account_id;
    const char *reference;
    const char *name;
    const char *kana;
    const char *login_id;
    const char *kind;
    const char *department;
    const char *contact;       /* "" where lists show none */
    const char *state;         /* label */
    const char *state_word;
    const char *valid_until;   /* of a doctor; else "" */
    const char *last_sign_in;
    bool is_self;
    bool manager;
    bool expected;             /* becomes 責任者 with the first sign-in */
    bool secondary;            /* a doctor who has only a 兼務先 here */
    bool password_expired;
    struct user_steps steps;
    struct user_steps more;    /* under その他 */
    bool nothing;              /* no 操作 at all: the cell says so */
};

struct user_list_view {
    const char *lead;
    const char *address;        /* of the search */
    const char *notice_address; /* of the one form that the notice buttons of all rows belong to */
    const char *register_link;
    const char *noun;          /* 自治体ユーザ */
    const char *department_label;
    const char *name;
    const char *login_id;
    struct select_view kinds;
    struct select_view states;
    LIST_OF(struct user_row) rows;
    const char *shown;         /* 16件, or 51〜100件目 of several pages */
    struct pager_view pager;
};

#endif
