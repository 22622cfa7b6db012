/* A hostile mail server for tests: takes mails on a port of 127.0.0.1 and behaves as told. Every mail whose text
 * arrived whole is kept in a file, named by its Message-ID and a count, whether or not it was acknowledged. */
#ifndef NSDB_SMTP_SINK_H
#define NSDB_SMTP_SINK_H

#include <stdbool.h>

enum smtp_sink_mode {
    SINK_ACCEPT,
    SINK_BUSY,            /* 451 to each recipient */
    SINK_UNKNOWN,         /* 550 to each recipient */
    SINK_REFUSE_TEXT,     /* 554 behind the text */
    SINK_DROP_AFTER_DATA, /* keeps the text, then cuts the line without an answer */
    SINK_DROP_IN_DATA,    /* cuts the line within the text */
    SINK_HANG,            /* says nothing behind the text until the client goes */
    SINK_NO_SERVICE,      /* 554 as greeting */
    SINK_RANDOM           /* half of the mails ACCEPT, the others any of 451, drops and hang */
};

struct smtp_sink;

/* How the server speaks TLS: not at all, from STARTTLS on (with a cipher of old, which only encrypts), or from the first
 * byte. */
enum smtp_sink_tls { SINK_PLAIN, SINK_STARTTLS, SINK_STARTTLS_OLD, SINK_TLS };

/* Starts the server in a process of its own; mails go to `directory`. */
struct smtp_sink *smtp_sink_start(const char *directory);
/* The same with TLS: `identity` is a PEM file with certificate and key. */
struct smtp_sink *smtp_sink_start_tls(const char *directory, enum smtp_sink_tls tls, const char *identity);
void smtp_sink_mode(struct smtp_sink *sink, enum smtp_sink_mode mode);
int smtp_sink_port(const struct smtp_sink *sink);
int smtp_sink_mails(const struct smtp_sink *sink);
/* How many of them came encrypted. */
int smtp_sink_encrypted(const struct smtp_sink *sink);
/* Recipients of all mails so far, and the largest number of recipients that one mail had. */
int smtp_sink_recipients(const struct smtp_sink *sink);
int smtp_sink_most_recipients(const struct smtp_sink *sink);
/* Times that the line was cut behind the text. */
int smtp_sink_drops(const struct smtp_sink *sink);
void smtp_sink_stop(struct smtp_sink *sink);

#endif
