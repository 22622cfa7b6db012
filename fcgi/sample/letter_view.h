/* What the page of one mail is told. */
#ifndef NSDB_LETTER_VIEW_H
#define NSDB_LETTER_VIEW_H

#include "list.h"

struct letter_line {
    const char *text;
};

struct letter_view {
    const char *reference;
    const char *sender;
    const char *recipient;
    const char *subject;
    const char *sent_at; /* Japanese */
    LIST_OF(struct letter_line) lines;
    const char *attachment_name; /* "" for none */
};

#endif
