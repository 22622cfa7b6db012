/* What the two halves of the sheet share: sheet.c (document, pages, file) and sheet_draw.c (drawing). */
#ifndef NSDB_SHEET_INSIDE_H
#define NSDB_SHEET_INSIDE_H

#include "fontset.h"
#include "sheet.h"

struct sheet {
    struct arena *secrets; /* all that lives as long as the document */
    struct arena *scratch; /* wiping; emptied after each page */
    struct typeface *typeface;
    struct fontset *fontset;
    struct typeface_gaps *gaps;
    HPDF_Doc document;
    HPDF_Dict fonts;    /* shared resources of all pages */
    HPDF_Dict stencils;
    HPDF_Page page;
    struct buffer content; /* operators of the page or stencil that is being drawn */
    int stencil_count;
    bool is_failed;
};

#endif
