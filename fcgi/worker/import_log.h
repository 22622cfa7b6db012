/* The row of the operation log that tells how a job on an uploaded file ended: on behalf of whoever ordered it. */
#ifndef NSDB_IMPORT_LOG_H
#define NSDB_IMPORT_LOG_H

#include "import_run.h"

/* Inside the transaction that ends the job. `detail` is JSON without personal data. */
enum result import_log(struct store *store, struct import_run *run, const char *action, bool refused, const char *detail) MUST_USE;

#endif
