/* For calls of the crypto libraries that can only fail when the process is broken or out of memory:
 * going on would mean a weak or missing secret, so the process ends (its parent starts another). */
#ifndef NSDB_CRYPTO_NEED_H
#define NSDB_CRYPTO_NEED_H

#include <stdbool.h>

/* Ends the process with a logged line that names `what` unless `done` holds. */
void crypto_need(bool done, const char *what);

#endif
