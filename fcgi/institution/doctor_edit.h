/* 編集 of a doctor's ID by the municipality that issued it: GET and POST /institution/users/edit. */
#ifndef NSDB_DOCTOR_EDIT_H
#define NSDB_DOCTOR_EDIT_H

#include "app.h"

extern const struct field_spec doctor_edit_fields[];

/* The form with today's values, and the correction: made on the version that was seen, or told that another is newer. */
void doctor_edit_show(struct context *context);
void doctor_edit_submit(struct context *context);

#endif
