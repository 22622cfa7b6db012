/* The conditions of 医療機関ユーザ検索: one set of fields that the search page, the bundle over all
 * results and the 発送一覧 share. */
#ifndef NSDB_CRITERIA_H
#define NSDB_CRITERIA_H

#include "app.h"
#include "doctor_search_store.h"
#include "list.h"

/* The declared fields, to stand in a route's table. */
#define CRITERIA_FIELDS                                                                                 \
    {"name", "氏名・フリガナ", FIELD_TEXT, 100, 0}, {"login_id", "ユーザID", FIELD_LOGIN_ID, 12, 0},          \
        {"register_number", "医籍登録番号", FIELD_CODE, 10, 0},                                         \
        {"number", "指定医番号", FIELD_CODE, 20, 0}, {"institution", "医療機関", FIELD_TEXT, 200, 0},    \
        {"scheme", "難病/小慢", FIELD_CODE, 8, 0}, {"kind", "指定医の種別", FIELD_CODE, 12, 0},          \
        {"state", "発行状態", FIELD_CODE, 12, 0}, {"import", "取り込み", FIELD_CODE, 22, 0},             \
        {"notice", "通知書", FIELD_CODE, 16, 0}, {"as_of", "検索した時点", FIELD_CODE, 16, 0},            \
        {"expires_from", "有効期限（から）", FIELD_TEXT, 20, 0},                                         \
        {"expires_to", "有効期限（まで）", FIELD_TEXT, 20, 0}, {"sort", "並び順", FIELD_CODE, 12, 0}

/* Reads the fields; days that do not exist become complaints. Unknown words count as "no condition". `as_of` is for what is done
 * with all results (bundles, lists). */
struct doctor_criteria criteria_read(struct context *context);

/* The conditions that are set, as fields: for hidden inputs and query strings. */
struct criteria_pair {
    const char *name;
    const char *value;
};

LIST_TYPE(criteria_pairs, struct criteria_pair);

/* In `arena`, in the order of the form, with `as_of`: a question in between keeps a part's rows. */
struct criteria_pairs criteria_pairs(struct arena *arena, const struct doctor_criteria *criteria);

/* The same as a query string without "?": "name=%E4…&scheme=nanbyo". */
const char *criteria_query(struct arena *arena, const struct criteria_pairs *pairs);

#endif
