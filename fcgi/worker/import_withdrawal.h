/* [取り込みの取消] as work of the lane: one transaction, told step by step on the second connection. */
#ifndef NSDB_IMPORT_WITHDRAWAL_H
#define NSDB_IMPORT_WITHDRAWAL_H

#include "import_run.h"

/* Takes all that the import registered back, or nothing. OK: withdrawn, or refused for good (a notice was
 * printed, a doctor has begun, or the starter was revoked), which leaves the file registered. */
enum result import_withdrawal(struct import_run *run) MUST_USE;

#endif
