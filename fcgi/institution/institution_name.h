/* 医療機関名の訂正: the first registration of a doctor at a 医療機関番号 types the institution's name, and a slip would stand on
 * all notices. A municipality corrects it that has doctors there, in its own prefecture, or in another one as long as
 * that one's municipalities have none there. The institution reads of it in its お知らせ. */
#ifndef NSDB_INSTITUTION_NAME_H
#define NSDB_INSTITUTION_NAME_H

#include "app.h"

extern const struct field_spec institution_name_show_fields[];
extern const struct field_spec institution_name_fields[];

/* GET and POST /institution/users/institution: the field `institution` is the 医療機関番号. */
void institution_name_show(struct context *context);
void institution_name_submit(struct context *context);

/* Where the signed-in municipality corrects this institution's name, with `name` filled in; "" when it may not. FAILED only
 * when the database did not answer. */
enum result institution_name_link(struct context *context, const char *code, const char *name,
    const char **link_out) MUST_USE;

/* Where it may not although it has a doctor there: the prefecture whose municipalities alone do, 「見本県」; 「都道府県」 when that is
 * not among the municipalities. FAILED as above. */
enum result institution_name_prefecture_of(struct context *context, const char *code, const char **prefecture_out) MUST_USE;

#endif
