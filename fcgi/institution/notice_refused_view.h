/* What the page is told when notices could not be printed; the reasons stand in the complaint summary. */
#ifndef NSDB_NOTICE_REFUSED_VIEW_H
#define NSDB_NOTICE_REFUSED_VIEW_H

struct notice_refused_view {
    const char *back; /* where the list is */
};

#endif
