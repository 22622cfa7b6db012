/* An item of the sample lists, which is a view as well. */
#ifndef NSDB_SAMPLE_GROUP_H
#define NSDB_SAMPLE_GROUP_H

#include "list.h"
#include "sample_name_view.h"

struct sample_group {
    const char *name;
    LIST_OF(struct sample_name_view) doctors;
};

#endif
