/* What the issuer does to a registered ID: 有効期限延長, 削除 (転出, R-045), 主たる勤務先の変更. Each is a page that
 * says what will happen, and a POST that does it. */
#ifndef NSDB_DOCTOR_LIFE_H
#define NSDB_DOCTOR_LIFE_H

#include "app.h"
#include "designation_life_store.h"
#include "doctor_edit_query.h"
#include "doctor_life_person.h"
#include "text_field_view.h"

extern const struct field_spec doctor_extend_fields[];
extern const struct field_spec doctor_delete_fields[];
extern const struct field_spec doctor_move_fields[];

/* GET and POST /institution/users/extend, …/delete and …/primary: the field `designation` names whose. Extension and
 * deletion end the doctor's sessions. */
void doctor_extend_show(struct context *context);
void doctor_extend_submit(struct context *context);
void doctor_delete_show(struct context *context);
void doctor_delete_submit(struct context *context);
void doctor_move_show(struct context *context);
void doctor_move_submit(struct context *context);

/* The row that the field `designation` names, of the own municipality only. */
enum result doctor_life_read(struct store *store, struct context *context,
    struct doctor_edit_read_out *row_out) MUST_USE;

/* Tells whoever came second what is the case (`changed` after CONFLICT). Any other result is answered as usual. */
void doctor_life_overtaken(struct context *context, enum result result, const char *title, const char *changed);

/* The ID is not there, or not this municipality's. */
extern const char doctor_life_gone[];

/* Somebody changed the ID after the page was drawn. */
extern const char doctor_life_changed[];

/* Who it is about, as all three pages show it. */
struct doctor_life_person doctor_life_person_of(struct context *context, const struct doctor_edit_read_out *row);

/* The field 新しい有効期限年月日 of both extensions, and what was typed as a day: DAY_NONE with a complaint when it is none. */
struct text_field_view doctor_life_expiry_field(const char *value, const struct complaints *complaints);
struct day doctor_life_expiry_read(struct context *context, struct complaints *complaints);

/* What can be done when the stored expiry is too late. 編集 corrects it until the first sign-in only (doctor_edit.c). */
const char *doctor_life_shortening(const struct doctor_edit_read_out *row);

/* One of the three on its way through its transaction. */
struct doctor_life {
    struct context *context;
    struct doctor_edit_read_out row;
    struct complaints complaints;
    struct day expires_on;     /* extension: the wanted day */
    struct designation_place place; /* move: where to */
    const char *location;      /* where the answer leads */
};

/* Reads the row as the begin of each transaction. CONFLICT when somebody changed the ID after the form was drawn
 * (R04). */
enum result doctor_life_begin(struct store *store, struct doctor_life *life) MUST_USE;

/* Logs, claims the idempotency key and sets the location, as the end of each transaction. */
enum result doctor_life_finish(struct doctor_life *life, const char *action, const char *detail) MUST_USE;

#endif
