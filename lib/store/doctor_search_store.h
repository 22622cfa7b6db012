/* 医療機関ユーザ検索 of a municipality: criteria in, a page of designations and their number out. */
#ifndef NSDB_DOCTOR_SEARCH_STORE_H
#define NSDB_DOCTOR_SEARCH_STORE_H

#include "doctor_search_query.h"
#include "store.h"

/* By institution: in the order of 医療機関番号, as the bundle of notices. */
enum doctor_order { DOCTOR_ORDER_KANA, DOCTOR_ORDER_AGE, DOCTOR_ORDER_EXPIRY, DOCTOR_ORDER_INSTITUTION };

/* The word of an order, in addresses and statements: "kana", "new", "expiry", "institution". */
const char *doctor_order_word(enum doctor_order order);

/* What a clerk typed; "" and DAY_NONE leave a condition out. Texts are as typed: folding happens here. */
struct doctor_criteria {
    const char *name;             /* contained in 氏名 or フリガナ */
    const char *login_id;         /* whole */
    const char *register_number;  /* whole, padded or not */
    const char *number;           /* 指定医番号, whole */
    const char *institution;      /* ten digits: 医療機関番号; else contained in the name */
    const char *scheme;           /* word of domain/rights */
    const char *kind;             /* 指定医の種別, word */
    const char *state;            /* word of domain/issuance */
    const char *import_reference; /* 「この取り込み分」 */
    const char *notice;           /* "reprint": 出し直しが必要; "password_expired": 初期パスワードの有効期限切れ */
    int64_t as_of;                /* asked_at of an earlier search whose 未発行 and 出し直し this one goes on with: what was
                                     printed since then still counts; 0 for none */
    struct day expires_from;
    struct day expires_to;
    enum doctor_order order;
};

enum { DOCTOR_SEARCH_MOST = 1001 }; /* counting stops here: 「1,000件以上」 */

/* The rows from `first` (0 …), at most `most`, of the designations that `municipality_id` issued. */
enum result doctor_search(struct store *store, struct arena *arena, int64_t municipality_id,
    const struct doctor_criteria *criteria, int64_t first, int64_t most, struct doctor_search_rows *rows_out) MUST_USE;

struct doctor_search_range {
    int64_t first;
    int64_t most;
    int64_t counted; /* where counting stops; 0 means DOCTOR_SEARCH_MOST */
};

/* The rows of `range`, and how many fit in all, at most range.counted. A page that is not full is the last one
 * and needs no counting. */
enum result doctor_search_page(struct store *store, struct arena *arena, int64_t municipality_id,
    const struct doctor_criteria *criteria, struct doctor_search_range range, struct doctor_search_rows *rows_out,
    int64_t *found_out) MUST_USE;

#endif
