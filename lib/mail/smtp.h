/* A mail server, by SMTP (libcurl): over TLS 1.2 or 1.3, and only after it proved to be the host that the address names
 * (C01). Settings: smtp_address (smtp://host:587 or smtps://host:465), smtp_tls (required or none; none only for a
 * server on this machine), smtp_ca_file, smtp_user, smtp_password_file, smtp_timeout_seconds (60). */
#ifndef NSDB_SMTP_H
#define NSDB_SMTP_H

#include "transport.h"

struct smtp;

/* The connection is opened by the first mail and kept for the next. */
enum result smtp_open(struct arena *arena, const struct settings *settings, struct smtp **smtp_out) MUST_USE;

/* ACCEPTED only after the server's 250 behind the whole text. REFUSED for answers 550 to 559 to the recipient or
 * the text; all else (no connection, 4xx, wrong settings of ours such as 530 and 535, a cut line) is DEFERRED. */
enum delivery smtp_send(struct smtp *smtp, struct arena *arena, const struct delivery_mail *mail,
    const char **answer_out);

#endif
