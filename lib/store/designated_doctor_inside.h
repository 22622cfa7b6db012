/* Inside the store room: one batch of designated doctors while it is written. */
#ifndef NSDB_DESIGNATED_DOCTOR_INSIDE_H
#define NSDB_DESIGNATED_DOCTOR_INSIDE_H

#include "designated_doctor_store.h"
#include "key_rows.h"

struct registration {
    struct store *store;
    struct arena *arena;
    const struct doctor_registrar *registrar;
    struct doctor_registration *rows;
    size_t count;
    const char *now;
    int64_t *institution_ids;   /* of each row */
    struct key_rows institutions; /* code → number, by key_row.row */
};

/* Locks (shared) the batch's institutions in the order of their codes, makes the missing ones, and fills
 * institution_ids. */
enum result registration_institutions(struct registration *writing) MUST_USE;

#endif
