/* What the issuer does to a registered ID: 有効期限延長, 削除 (転出, R-045), 主たる勤務先の変更. Each is a page that
 * says what will happen, and a POST that does it. */
#ifndef NSDB_DOCTOR_LIFE_H
#define NSDB_DOCTOR_LIFE_H

#include "app.h"
#include "doctor_edit_query.h"
#include "doctor_life_person.h"

extern const struct field_spec doctor_extend_fields[];
extern const struct field_spec doctor_delete_fields[];
extern const struct field_spec doctor_move_fields[];

void doctor_extend_show(struct context *context);
void doctor_extend_submit(struct context *context);
void doctor_delete_show(struct context *context);
void doctor_delete_submit(struct context *context);
void doctor_move_show(struct context *context);
void doctor_move_submit(struct context *context);

/* The row that the field `designation` names, of the own municipality only. */
enum result doctor_life_read(struct store *store, struct context *context, struct doctor_edit_read_out *row_out) MUST_USE;

/* Who it is about, as all three pages show it. */
struct doctor_life_person doctor_life_person_of(struct context *context, const struct doctor_edit_read_out *row);

/* One of the three on its way through its transaction. */
struct doctor_life {
    struct context *context;
    struct doctor_edit_read_out row;
    struct complaints complaints;
    struct day expires_on;     /* extension: the wanted day */
    const char *institution;   /* move: the wanted number */
    const char *location;      /* where the answer leads */
};

/* Logs, claims the idempotency key and sets the location, as the end of each transaction. */
enum result doctor_life_finish(struct doctor_life *life, const char *action, const char *detail) MUST_USE;

#endif
