/* Reading the mails that lib/mail wrote: headers, body, attachment. */
#ifndef NSDB_LETTER_H
#define NSDB_LETTER_H

#include "arena.h"
#include "bytes.h"

struct letter {
    const char *sender;
    const char *recipient;
    const char *subject;
    const char *body;
    const char *attachment_name; /* NULL for none */
    struct bytes attachment;
};

/* What the text says; "" where it says nothing. */
void letter_read(struct arena *arena, const char *text, struct letter *letter_out);

#endif
