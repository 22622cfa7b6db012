/* What the error page (www/page/error.html) is told. */
#ifndef NSDB_ERROR_VIEW_H
#define NSDB_ERROR_VIEW_H

struct error_view {
    const char *happened;    /* what happened */
    const char *remedy;      /* what to do now */
    const char *link;        /* where to go on */
    const char *link_label;
    const char *request_id;
};

#endif
