/* What the page ユーザ検索 of officials is told. */
#ifndef NSDB_OFFICIAL_USERS_VIEW_H
#define NSDB_OFFICIAL_USERS_VIEW_H

#include <stdbool.h>

#include "list.h"

/* One choice of a select. */
struct official_choice {
    const char *value;
    const char *label;
    bool chosen;
};

struct official_choices {
    struct official_choice *items;
    size_t count;
    size_t capacity;
};

/* One user; an empty link: this 操作 is not offered. */
struct official_row {
    const char *reference;
    const char *name;
    const char *kana;
    const char *login_id;
    const char *role;
    const char *department;
    const char *contact;
    const char *state;      /* label */
    const char *state_word;
    const char *last_sign_in;
    bool password_expired;
    bool is_self;
    bool printable;
    const char *edit_link;
    const char *reset_link;
    const char *unlock_link;
    const char *key_link;
    const char *delete_link;
};

struct official_rows {
    struct official_row *items;
    size_t count;
    size_t capacity;
};

struct official_users_view {
    const char *action;        /* of the search */
    const char *noun;          /* 自治体ユーザ */
    const char *register_link;
    const char *notice_action;
    const char *name;
    const char *login_id;
    struct official_choices roles;
    struct official_choices states;
    struct official_rows rows;
    bool has_rows;
    const char *previous_link; /* "" when there is none */
    const char *next_link;
};

#endif
