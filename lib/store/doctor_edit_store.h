/* Corrections of a doctor's ID. All calls run inside the caller's transaction. */
#ifndef NSDB_DOCTOR_EDIT_STORE_H
#define NSDB_DOCTOR_EDIT_STORE_H

#include "designated_doctor.h"
#include "doctor_edit_query.h"
#include "store.h"

/* Writes the corrected values over `before`, which was read in this transaction. `version` is the one the form was
 * opened on: CONFLICT when somebody corrected the person since, or when a number is taken
 * (store_conflict_key() tells which). */
enum result doctor_edit_write(struct store *store, struct arena *arena, const struct doctor_edit_read_out *before,
    const struct designated_doctor *after, int64_t version) MUST_USE;

#endif
