/* 責任者 of institutions, for their municipality. */
#ifndef NSDB_INSTITUTION_MANAGER_H
#define NSDB_INSTITUTION_MANAGER_H

#include "app.h"

extern const struct field_spec manager_fields[];
extern const struct field_spec manager_appoint_fields[];

/* GET /institution/users/manager: who is 責任者, who is expected, and who can be appointed where there is none. */
void manager_show(struct context *context);

/* POST /institution/users/manager/appoint: [責任者に任命する]. */
void manager_appoint_submit(struct context *context);

/* GET /institution/vacancies: the institutions without 責任者. */
void vacancies_show(struct context *context);

#endif
