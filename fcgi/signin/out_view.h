/* What the page after signing out (www/page/signin/out.html) is told. */
#ifndef NSDB_OUT_VIEW_H
#define NSDB_OUT_VIEW_H

#include <stdbool.h>

struct out_view {
    bool still_signed_in;   /* somebody signed in again since, in this browser */
};

#endif
