/* Handing a mail over: to a mail server (mail_transport = smtp) or into a Maildir (mail_transport = maildir). */
#ifndef NSDB_TRANSPORT_H
#define NSDB_TRANSPORT_H

#include "arena.h"
#include "bytes.h"
#include "result.h"
#include "settings.h"

enum delivery {
    DELIVERY_ACCEPTED, /* the other side has it and answers for it */
    DELIVERY_DEFERRED, /* not now: try again */
    DELIVERY_REFUSED   /* never: the recipient or the mail itself was refused for good */
};

/* One mail to hand over. */
struct delivery_mail {
    const char *sender;
    const char *recipient;
    const char *reference;  /* names the file in a Maildir: a second delivery replaces the first */
    const char *created_at; /* stored UTC time */
    struct bytes text;
};

struct transport;

/* Prepares the transport of the settings; it lives as long as `arena`. FAILED (logged) when they are wrong. */
enum result transport_open(struct arena *arena, const struct settings *settings, struct transport **transport_out)
    MUST_USE;

/* Hands a mail over. `answer_out` is a short printable text: what the other side said, or what went wrong. */
enum delivery transport_send(struct transport *transport, struct arena *arena, const struct delivery_mail *mail,
    const char **answer_out);

#endif
