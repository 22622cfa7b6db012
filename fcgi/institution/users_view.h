/* What the page 医療機関ユーザ検索 is told. */
#ifndef NSDB_USERS_VIEW_H
#define NSDB_USERS_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "criteria.h"

/* One choice of a select. */
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

struct users_row {
    const char *reference;
    const char *name;
    const char *kana;
    const char *login_id;
    const char *scheme;
    const char *kind;
    const char *number;
    const char *register_number;
    const char *institution;
    const char *institution_code;
    const char *department;
    const char *certified_on;
    const char *expires_on;
    const char *state;       /* label */
    const char *state_word;
    bool manager;
    bool printable;          /* [IDパスワード通知書ダウンロード] */
    bool choosable;          /* checkbox: printable, or any row in the mode of bulk actions */
    bool reissuable;         /* [再発行] */
    bool reprint_wanted;
    bool added_to_login;
    const char *reset_link;  /* "" when there is nothing to do */
    const char *unlock_link;
    const char *key_link;
};

struct users_rows {
    struct users_row *items;
    size_t count;
    size_t capacity;
};

/* One numbered part of a bundle over all results. */
struct users_part {
    int64_t number;
    int64_t first;
    int64_t last;
};

struct users_parts {
    struct users_part *items;
    size_t count;
    size_t capacity;
};

struct users_view {
    const char *name;
    const char *login_id;
    const char *register_number;
    const char *number;
    const char *institution;
    const char *expires_from;
    const char *expires_to;
    const char *import_reference;
    struct users_choices schemes;
    struct users_choices kinds;
    struct users_choices states;
    struct users_choices orders;
    struct users_choices sizes;
    const char *found;          /* 「128件」, 「1,000件以上」 */
    const char *range;          /* 「1〜20件目を表示」 */
    bool has_rows;
    bool has_printable;
    struct users_rows rows;
    struct users_parts parts;   /* empty when one page shows everything */
    const char *previous_link;  /* "" when there is none */
    const char *next_link;
    bool has_parts;
    struct criteria_pairs criteria; /* hidden fields of the forms that act on all results */
    const char *criteria_query;     /* the same as a query string, for links */
    const char *csv_link;
    const char *xlsx_link;
    bool bulk;                  /* ?mode=bulk: a box on every row and the bulk actions, no notices */
    bool chooses;               /* some row has a box */
    const char *mode_link;      /* the same search in the other mode */
    const char *list_csv_link;
    const char *list_xlsx_link;
};

#endif
