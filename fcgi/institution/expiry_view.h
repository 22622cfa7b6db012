/* What the page 有効期限カレンダー is told. */
#ifndef NSDB_EXPIRY_VIEW_H
#define NSDB_EXPIRY_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "list.h"

struct expiry_month {
    const char *label; /* 「2027年4月」 */
    const char *era;   /* 「令和9年」, of its first day */
    const char *link;  /* the search for these days; "" without any */
    int64_t count;
    int64_t nanbyo;
    int64_t shoman;
    int64_t width;     /* of 600, the fullest month being 600 */
};

struct expiry_view {
    int64_t expired;   /* have run out already */
    int64_t total;
    LIST_OF(struct expiry_month) months;
};

#endif
