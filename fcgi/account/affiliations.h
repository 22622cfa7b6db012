/* 兼務先医療機関の登録, for doctors: GET /account/affiliations, and adding and removing. */
#ifndef NSDB_AFFILIATIONS_H
#define NSDB_AFFILIATIONS_H

#include "app.h"

extern const struct field_spec affiliations_fields[];
extern const struct field_spec affiliation_add_fields[];
extern const struct field_spec affiliation_remove_fields[];

/* The list, and the result of a search for an institution by number or name. */
void affiliations_show(struct context *context);
void affiliation_add_submit(struct context *context);
void affiliation_remove_submit(struct context *context);

#endif
