/* nsdb-admin outbox. */
#ifndef NSDB_OUTBOX_H
#define NSDB_OUTBOX_H

#include "admin.h"

/* outbox list: the mails that were given up in the last week, with what the mail server said last; never a recipient.
 * outbox retry: has them sent again, as if they were new. A key file that a later one made void stays dead, and the
 * mail lane gives one up that is older than its 24 hours. */
int outbox_command(struct admin *admin, int argc, char **argv);

#endif
