/* What the list 移管の依頼 is told. */
#ifndef NSDB_TRANSFERS_VIEW_H
#define NSDB_TRANSFERS_VIEW_H

#include <stdbool.h>

#include "list.h"

struct transfer_row {
    const char *reference;
    const char *typed_name;   /* as the asking side entered it */
    const char *account_name; /* as the ID has it; "" for the asking side */
    const char *login_id;     /* "" for the asking side */
    const char *register_number;
    const char *kind;
    const char *number;
    const char *institution;
    const char *department;
    const char *certified_on;
    const char *expires_on;
    const char *from;
    const char *to;
    const char *state;
    const char *requested_at;
    const char *decided_at;
    const char *reason;
    bool open;
    bool ended;               /* the ID was deleted before anybody decided */
};

LIST_TYPE(transfer_rows, struct transfer_row);

struct transfers_view {
    struct transfer_rows received;
    struct transfer_rows sent;
};

#endif
