/* Lists of users: conditions, a page of rows by kana, and the steps at each row. A door reads its rows and fills
 * the view; criteria, paging and the page itself are the same for all. */
#ifndef NSDB_USER_LIST_H
#define NSDB_USER_LIST_H

#include "app.h"
#include "issuance.h"
#include "user_criteria.h"
#include "user_list_view.h"

/* name, login_id, kind, state, page. */
extern const struct field_spec user_list_fields[];

/* What was asked for: the conditions, and which rows. One row more than a page shows is read, so that the pager
 * knows. */
struct user_criteria user_list_criteria(const struct context *context);

/* The view with criteria and pager labels filled in; `address` ("/staff/users") lives as long as the view. */
struct user_list_view user_list_begin(struct context *context, const char *address, const char *noun);

/* A select of the states from 未発行 to `last`, under the name `state`. */
struct select_view user_list_states(struct context *context, enum issue_state last);

/* Answers the list. The view holds the rows that user_list_criteria() asked for. */
void user_list_respond(struct context *context, struct user_list_view *view);

#endif
