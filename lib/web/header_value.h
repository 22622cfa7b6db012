/* Header values of the shape `word; name=value; name="quoted value"`: Content-Type and
 * Content-Disposition (RFC 9110 §5.6.6, RFC 7578 §4.2). */
#ifndef NSDB_HEADER_VALUE_H
#define NSDB_HEADER_VALUE_H

#include <stdbool.h>

#include "arena.h"
#include "result.h"

enum { HEADER_PARAMETERS_MOST = 8 };

struct header_parameter {
    const char *name;  /* lower case */
    const char *value; /* quotes taken off; bytes as sent */
};

struct header_value {
    const char *word;  /* lower case: "multipart/form-data", "form-data" */
    struct header_parameter parameters[HEADER_PARAMETERS_MOST];
    size_t count;
};

/* Reads a header's value. REFUSED when it is malformed, has a parameter twice, or more than HEADER_PARAMETERS_MOST.
 * A backslash in quotes escapes a quote or a backslash only: file names of old browsers hold single ones. */
enum result header_value_read(struct arena *arena, const char *text, struct header_value *value_out) MUST_USE;

/* A parameter by its lower-case name; NULL when absent. */
const char *header_parameter(const struct header_value *value, const char *name);

#endif
