/* What the list of mails is told. */
#ifndef NSDB_MAILBOX_VIEW_H
#define NSDB_MAILBOX_VIEW_H

#include "list.h"

struct mailbox_line {
    const char *reference;
    const char *recipient;
    const char *subject;
    const char *sent_at; /* Japanese */
    int attached;
};

struct mailbox_view {
    LIST_OF(struct mailbox_line) letters;
    int total;
    int left_out; /* how many older mails are not in the list */
};

#endif
