/* Delivery into a Maildir: written to tmp/, flushed to the disk, renamed into new/. */
#ifndef NSDB_MAILDIR_H
#define NSDB_MAILDIR_H

#include "transport.h"

/* Makes the folders tmp, new and cur where they are missing. FAILED (logged) when that is impossible. */
enum result maildir_make(struct arena *arena, const char *directory) MUST_USE;

/* Hands a mail over; *answer_out says how it went. */
enum delivery maildir_deliver(struct arena *arena, const char *directory, const struct delivery_mail *mail,
    const char **answer_out);

#endif
