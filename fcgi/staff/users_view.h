/* What the page 医療機関ユーザ検索 of an institution is told. */
#ifndef NSDB_STAFF_USERS_VIEW_H
#define NSDB_STAFF_USERS_VIEW_H

#include <stdbool.h>

#include "list.h"

struct users_choice {
    const char *value;
    const char *label;
    bool chosen;
};

struct users_choices {
    struct users_choice *items;
    size_t count;
    size_t capacity;
};

/* Addresses of 操作 are "" where the table of rights or the state of the account says no. */
struct users_row {
    const char *reference;
    const char *name;
    const char *kana;
    const char *login_id;
    const char *kind;
    const char *department;
    const char *state;
    const char *state_word;
    const char *valid_until;   /* of a doctor */
    const char *last_sign_in;
    bool manager;
    bool expected;             /* becomes 責任者 with the first sign-in */
    bool secondary;            /* a doctor who has only a 兼務先 here */
    bool slip_expired;
    bool is_self;
    bool printable;
    bool has_more;             /* something stands under その他 */
    const char *reset_link;
    const char *unlock_link;
    const char *key_link;
    const char *delete_link;
    const char *manager_link;
};

struct users_rows {
    struct users_row *items;
    size_t count;
    size_t capacity;
};

struct users_view {
    const char *name;
    const char *login_id;
    struct users_choices kinds;
    struct users_choices states;
    bool has_rows;
    struct users_rows rows;
    const char *previous_link;
    const char *next_link;
};

#endif
