/* Correcting an institution's name, with all that shows it. */
#ifndef NSDB_INSTITUTION_NAME_STORE_H
#define NSDB_INSTITUTION_NAME_STORE_H

#include "institution_name_query.h"
#include "store.h"

/* What a person corrects. All texts are UTF-8; `after` has passed item_check(). */
struct institution_name {
    int64_t municipality_id; /* who corrects */
    const char *code;        /* 医療機関番号 */
    const char *before;      /* the name that the form showed */
    const char *after;
};

/* Inside the caller's transaction: locks the institution, and writes the name, its index for searching, the wish for a reprint
 * of every printed notice (whereby other municipalities with doctors there learn of it, too), the お知らせ to the institution, and
 * the sessions there. NOT_FOUND when the institution is unknown, has no doctor of the municipality, or lies in
 * another prefecture, a municipality of which has doctors there; CONFLICT when its name is not `before` any more. */
enum result institution_name_correct(struct store *store, struct arena *arena, const struct institution_name *name,
    int64_t *institution_out) MUST_USE;

#endif
