/* The mails of the sample site: a list, one mail, its attachment. */
#ifndef NSDB_MAILBOX_H
#define NSDB_MAILBOX_H

#include "app.h"

extern const struct field_spec letter_fields[];

/* GET /sample/mail, …/letter and …/attachment; the field `letter` names which. */
void mailbox_show(struct context *context);
void letter_show(struct context *context);
void letter_attachment(struct context *context);

#endif
