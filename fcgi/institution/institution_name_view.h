/* What the page 医療機関名の訂正 is told. */
#ifndef NSDB_INSTITUTION_NAME_VIEW_H
#define NSDB_INSTITUTION_NAME_VIEW_H

#include "text_field_view.h"

struct institution_name_view {
    const char *code;
    const char *registered_name;
    int64_t doctors;    /* of this municipality with their 主たる勤務先 there */
    int64_t printed;    /* their notices that were printed and can be printed again */
    bool others;        /* other municipalities have doctors there, too */
    bool outside;       /* it lies in another prefecture */
    struct text_field_view name;
};

#endif
