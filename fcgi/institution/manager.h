/* 責任者 of an institution, for its municipality: GET /institution/users/manager. */
#ifndef NSDB_INSTITUTION_MANAGER_H
#define NSDB_INSTITUTION_MANAGER_H

#include "app.h"

extern const struct field_spec manager_fields[];

/* Draws who is 責任者, and who is expected. */
void manager_show(struct context *context);

#endif
