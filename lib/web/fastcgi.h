/* The FastCGI side of a handler process: takes one connection at a time, gives a request, sends the answer. The only
 * file that includes libfcgi. */
#ifndef NSDB_FASTCGI_H
#define NSDB_FASTCGI_H

#include "response.h"
#include "result.h"

struct fastcgi;

/* Works on a listening socket that does not block. Signal handlers of the process must be in place: libfcgi
 * installs its own where there is none. It lives as long as `arena`. */
struct fastcgi *fastcgi_open(struct arena *arena, int listening_fd);

/* Takes a waiting connection and reads its request. NOT_FOUND when none waits (or it broke off before the request was
 * whole); FAILED (logged) when the socket does not work any more. */
enum result fastcgi_accept(struct fastcgi *fastcgi, struct arena *arena, struct arena *secrets,
    struct request **request_out) MUST_USE;

/* Sends the answer, the one and only way out, and closes the connection. What is left of the body is read and dropped
 * before, so that nginx gets to see an early answer. False when the other side is known to have gone. */
bool fastcgi_send(struct fastcgi *fastcgi, const struct request *request, const struct response *response);

#endif
