/* お知らせ of the institution on the menu page: doctors who came or went, its name that was corrected. */
#ifndef NSDB_MESSAGES_H
#define NSDB_MESSAGES_H

#include "app.h"
#include "home_view.h"

extern const struct field_spec message_fields[];

/* Adds what the person has not put away; nothing for those whom the rights table gives no messages. */
enum result messages_add(struct context *context, struct home_view *view) MUST_USE;

/* POST /account/messages/dismiss, and …/name/dismiss for a message about the name: puts the named one away for this person alone;
 * again leads to the menu page. */
void message_dismiss_submit(struct context *context);
void name_message_dismiss_submit(struct context *context);

#endif
