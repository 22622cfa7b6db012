/* The frames of FastCGI as a web server writes them (FastCGI Specification 1.0, §3 and §5), for tests that speak to a program
 * without one. */
#ifndef NSDB_TEST_FASTCGI_RECORD_H
#define NSDB_TEST_FASTCGI_RECORD_H

#include "buffer.h"

enum fastcgi_type {
    FASTCGI_BEGIN = 1,
    FASTCGI_ABORT = 2,
    FASTCGI_END = 3,
    FASTCGI_PARAMS = 4,
    FASTCGI_STDIN = 5,
    FASTCGI_STDOUT = 6,
};

enum { FASTCGI_HEAD = 8 }; /* bytes before the content of each record */

/* Adds one record of request 1; size at most 65,535 bytes. */
void fastcgi_add_record(struct buffer *out, enum fastcgi_type type, const void *data, size_t size);

/* Adds the record that asks a responder to begin; the connection is not kept. */
void fastcgi_add_begin(struct buffer *out);

/* Adds data of any size as records, and the empty one that ends them. */
void fastcgi_add_stream(struct buffer *out, enum fastcgi_type type, struct bytes data);

/* Adds one name and value to the content of PARAMS. */
void fastcgi_add_param(struct buffer *params, const char *name, const char *value);

#endif
