/* What the page 移管の承認・却下 is told. */
#ifndef NSDB_TRANSFER_DECIDE_VIEW_H
#define NSDB_TRANSFER_DECIDE_VIEW_H

#include "transfers_view.h"

struct transfer_decide_view {
    struct transfer_row row;
    const char *reason;
    const char *confirmed_error;
    const char *reason_error;
};

#endif
