/* Builds query strings for links of our own. */
#ifndef NSDB_QUERY_STRING_H
#define NSDB_QUERY_STRING_H

#include "buffer.h"

/* Adds name=value, percent-encoded, with "&" between pairs; an empty or NULL value adds nothing. */
void query_string_add(struct buffer *query, const char *name, const char *value);

#endif
