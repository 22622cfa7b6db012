/* What the page 医療機関ユーザ検索 is told. */
#ifndef NSDB_USERS_VIEW_H
#define NSDB_USERS_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "criteria.h"
#include "list.h"
#include "pager_view.h"
#include "select_view.h"
#include "user_step.h"

struct users_row {
    const char *reference;
    const char *name;
    const char *kana;
    const char *login_id;
    const char *scheme;      /* word */
    const char *kind;
    const char *number;
    const char *register_number;
    const char *institution;
    const char *institution_code;
    const char *department;
    const char *expires_on;
    const char *state;       /* label */
    const char *state_word;
    bool manager;
    bool printable;          /* [IDパスワード通知書ダウンロード] */
    bool choosable;          /* checkbox: fit for a bundle, or any row in the mode of bulk actions */
    const char *why_not;     /* for a row without one: why */
    bool reissuable;         /* [再発行] */
    bool reprint_wanted;
    bool added_to_login;
    bool never_printed;      /* no notice of this designation yet */
    struct user_steps steps; /* パスワード初期化 and its kin, under その他 */
};

/* 「発行とログインの状況」 of the only row found. */
struct users_detail {
    bool shown;
    const char *password;      /* how long the initial password works */
    const char *slip;          /* number and copies of the notice with a password; "" for none */
    const char *printed_at;
    const char *last_sign_in;
    const char *first_sign_in; /* the step that is next */
};

/* One numbered part of a bundle over all results. */
struct users_part {
    int64_t number;
    int64_t first;
    int64_t last;
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
    struct select_view schemes;
    struct select_view kinds;
    struct select_view states;
    struct select_view notices; /* 出し直しが必要, 初期パスワードの有効期限切れ */
    struct select_view orders;
    struct select_view sizes;
    const char *found;          /* 「128件」, 「1,000件以上」 */
    const char *range;          /* 「1〜20件目を表示」 */
    bool capped;                /* there are more than pages show */
    LIST_OF(struct users_row) rows;
    LIST_OF(struct users_part) parts;   /* empty when one page shows everything */
    const char *parts_link;     /* the same search, counted past 1,000; "" when the parts are there */
    bool parts_more;            /* there is more than the parts hold */
    const char *as_of;          /* when this search was made: the parts go on from there */
    struct pager_view pager;
    struct criteria_pairs criteria; /* hidden fields of the forms that act on all results */
    const char *criteria_query;     /* the same as a query string, for links */
    const char *csv_link;
    const char *xlsx_link;
    bool bulk;                  /* ?mode=bulk: a box on every row and the bulk actions, no notices */
    bool chooses;               /* some row has a box */
    struct users_detail detail; /* when exactly one ID was found */
    const char *mode_link;      /* the same search in the other mode */
    const char *list_csv_link;
    const char *list_xlsx_link;
};

#endif
