/* The head of an answer: status, security headers, cookies. Made here and nowhere else. */
#ifndef NSDB_RESPONSE_HEAD_H
#define NSDB_RESPONSE_HEAD_H

#include "response.h"

/* The header block in CGI form ("Status: 200 OK" first), CRLF lines, ended by an empty one. */
struct bytes response_head(struct arena *arena, const struct request *request, const struct response *response);

#endif
