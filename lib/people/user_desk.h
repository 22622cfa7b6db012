/* What somebody does to a user's account: who asks, and whom it concerns. The asker is an
 * administrator of a public body, the 責任者 or a doctor of an institution, or a municipality for its doctors and their
 * 責任者; the table of rights says who may do what to whom, so every door shares these. */
#ifndef NSDB_USER_DESK_H
#define NSDB_USER_DESK_H

#include "account_life_store.h"
#include "app.h"

/* `account`: the public id; `version`: the account's when the form was drawn; `confirmed`: "yes" behind a warning. */
extern const struct field_spec user_fields[];

/* First call of a transaction that changes something: an institution's users are changed by one person at a time.
 * Gives the 責任者 in office (0 where there is none, and for askers outside institutions). CONFLICT when the person
 * was 責任者 at the begin of the request and is it no more. */
enum result user_desk_open(struct store *store, struct context *context, int64_t *manager_id_out) MUST_USE;

/* The account that the field `account` names, if the person may do `action` to it: NOT_FOUND where there is no
 * relation or the account stands in the list of another door, REFUSED where the table says no, CONFLICT where there
 * is nothing to do. */
enum result user_desk_find(struct store *store, struct context *context, enum action action,
    struct account_target *target_out) MUST_USE;

/* Tells whoever came second what is the case (`changed` after CONFLICT). Any other result is answered as usual. */
void user_desk_overtaken(struct context *context, enum result result, const char *title, const char *changed);

/* The CONFLICT of user_desk_open() in words. */
extern const char user_desk_manager_changed[];

/* The list where the asker finds the account: "/staff/users", "/institution/users", "/municipality/users" … */
const char *user_desk_list(struct context *context, const struct account_target *target);

/* The same, showing that account alone. */
const char *user_desk_list_of(struct context *context, const struct account_target *target);

#endif
