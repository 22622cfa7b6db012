/* What the lists of uploaded files are told: the history, and the files of one upload. */
#ifndef NSDB_BULK_IMPORT_HISTORY_VIEW_H
#define NSDB_BULK_IMPORT_HISTORY_VIEW_H

#include "import_summary.h"
#include "pager_view.h"

struct bulk_import_history_view {
    bool whole;     /* the history, not one upload */
    bool running;   /* one of the files is being worked on */
    const char *range;
    struct import_summaries files;
    struct pager_view pager;
    const char *self_link;
};

#endif
