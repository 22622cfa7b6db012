/* From FastCGI parameters (NAME=value, as nginx sends them) to a request. */
#ifndef NSDB_REQUEST_PARAMETERS_H
#define NSDB_REQUEST_PARAMETERS_H

#include "request.h"

enum { REQUEST_HEADERS_MOST = 100, REQUEST_HEADER_BYTES_MOST = 32 * 1024, REQUEST_LINE_BYTES_MOST = 8 * 1024 };

/* A request made of `parameters` (ended by NULL). Texts are copied into `arena`; none is NULL. What is malformed
 * sets `fault` to 400, 414 or 431 (I10): a length that is no number, an address that is no path, bytes that no
 * header may hold. The body is not connected yet. */
struct request *request_from_parameters(struct arena *arena, struct arena *secrets, char *const *parameters);

#endif
