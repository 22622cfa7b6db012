/* What the page before [取り込みの取消] is told. */
#ifndef NSDB_BULK_IMPORT_WITHDRAW_VIEW_H
#define NSDB_BULK_IMPORT_WITHDRAW_VIEW_H

#include "import_summary.h"

struct bulk_import_withdraw_view {
    struct import_summary file;
    int64_t accounts;
    int64_t added;
    bool possible;
    bool in_use; /* some of its IDs went out already; neither: it is in another state, withdrawn for instance */
};

#endif
