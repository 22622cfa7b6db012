/* The Maildir of the sample site, for reading. */
#ifndef NSDB_MAILDIR_READER_H
#define NSDB_MAILDIR_READER_H

#include "arena.h"
#include "list.h"

/* One mail in the folder; its file's name is "TIME.REFERENCE.nsdb". */
struct maildir_entry {
    const char *path;
    const char *name;
    const char *reference;
    const char *time; /* stored form, UTC */
};

LIST_TYPE(maildir_entries, struct maildir_entry);

/* The newest mails, newest first, at most `most`; how many there are in all goes to *total_out. */
struct maildir_entries maildir_list(struct arena *arena, const char *directory, size_t most, size_t *total_out);

/* The mail with this reference; NULL when there is none. */
const struct maildir_entry *maildir_find(struct arena *arena, const char *directory, const char *reference);

/* Its text, at most 1 MiB; NULL when it cannot be read. */
const char *maildir_read(struct arena *arena, const struct maildir_entry *entry);

#endif
