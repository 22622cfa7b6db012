/* Ends the process when a crypto library cannot work. */
#include "crypto_need.h"

#include "log.h"

void crypto_need(bool done, const char *what)
{
    if (done)
        return;
    log_error("crypto", "%s failed: the process ends", what);
    abort();
}
