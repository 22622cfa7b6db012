/* What a person can correct: which field, which rule, and a sentence in Japanese that says what is
 * wrong and how to mend it. Collected, never stopped at the first. */
#ifndef NSDB_COMPLAINT_H
#define NSDB_COMPLAINT_H

#include "list.h"

struct complaint {
    const char *field;   /* the field's name in the form, or "" for the whole */
    const char *code;    /* stable machine code such as "required", "too_long" */
    const char *message; /* Japanese, ends with 。 */
};

struct complaints {
    struct complaint *items;
    size_t count;
    size_t capacity;
    struct arena *arena; /* where the items and messages live */
};

/* An empty collection in `arena`. */
struct complaints complaints_in(struct arena *arena);

/* Adds a complaint; the message is made by printf's rules. `field` and `code` must outlive it. */
void complain(struct complaints *complaints, const char *field, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The first message about `field`, or NULL. */
const char *complaint_about(const struct complaints *complaints, const char *field);

#endif
