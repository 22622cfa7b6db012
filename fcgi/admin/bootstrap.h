/* nsdb-admin bootstrap: the first administrators of a fresh installation (R-115, A19). */
#ifndef NSDB_BOOTSTRAP_H
#define NSDB_BOOTSTRAP_H

#include "admin.h"

/* bootstrap: makes one administrator each of 厚労省, 運用事業者 and システム運営主体 and prints their ユーザID and 初期パスワード, once.
 * Refused when one of them is there. Further users are registered on screen. */
int bootstrap_command(struct admin *admin, int argc, char **argv);

#endif
