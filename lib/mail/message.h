/* The text of a mail (RFC 5322): plain UTF-8 body and at most one attachment. The same message always gives the
 * same text, so that a mail sent twice is the same mail twice. */
#ifndef NSDB_MESSAGE_H
#define NSDB_MESSAGE_H

#include "arena.h"
#include "bytes.h"
#include "result.h"

struct message {
    const char *sender;          /* mail address */
    const char *sender_name;
    const char *recipient;       /* mail address, the only one */
    const char *subject;
    const char *body;            /* lines end with LF */
    const char *reference;       /* random; becomes the Message-ID under the sender's domain */
    const char *created_at;      /* stored UTC time */
    const char *attachment_name; /* NULL for none */
    struct bytes attachment;
};

/* The whole text with CRLF line ends. REFUSED (logged without values) when an address breaks the grammar or a
 * header's text holds controls: no header can be smuggled in (I05). */
enum result message_text(struct arena *arena, const struct message *message, struct bytes *text_out) MUST_USE;

#endif
