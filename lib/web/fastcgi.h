/* The FastCGI side of a handler process: takes one connection at a time, gives a request, sends the answer. The only
 * file that includes libfcgi. */
#ifndef NSDB_FASTCGI_H
#define NSDB_FASTCGI_H

#include <signal.h>

#include "response.h"
#include "result.h"

struct fastcgi;

/* Works on a listening socket. Signal handlers of the process must be in place: libfcgi installs its own where there is
 * none. It lives as long as `arena`. */
struct fastcgi *fastcgi_open(struct arena *arena, int listening_fd);

/* Waits for a connection, with the signal mask `while_waiting` (never longer than a second), and reads its request
 * with the process's own mask. NOT_FOUND when a signal or the second came first, or the connection broke off before
 * the request was whole; FAILED (logged) when the socket does not work any more. */
enum result fastcgi_accept(struct fastcgi *fastcgi, struct arena *arena, struct arena *secrets,
    const sigset_t *while_waiting, struct request **request_out) MUST_USE;

/* From now on fastcgi_accept() waits a moment only: for a process that takes what is left before it ends, beside
 * others that do the same. Holds for all processes on this socket, until one opens it anew. */
void fastcgi_hurry(struct fastcgi *fastcgi);

/* Sends the answer, the one and only way out, and closes the connection. What is left of the body is read and dropped
 * before, so that nginx gets to see an early answer. False when the other side is known to have gone. */
bool fastcgi_send(struct fastcgi *fastcgi, const struct request *request, const struct response *response);

#endif
