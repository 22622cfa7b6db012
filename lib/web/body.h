/* Reading a request's body whole, with a limit; the FastCGI side tells whether its length was true (I11). */
#ifndef NSDB_BODY_H
#define NSDB_BODY_H

#include "request.h"
#include "result.h"

/* All of the body, into the wiping arena. REFUSED when it was cut short, or is not as long as announced. The caller has
 * checked content_length against its limit. */
enum result body_read(struct request *request, struct bytes *body_out) MUST_USE;

#endif
