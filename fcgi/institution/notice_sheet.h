/* From the rows of doctors' notices to the PDF. */
#ifndef NSDB_NOTICE_SHEET_H
#define NSDB_NOTICE_SHEET_H

#include "app.h"
#include "notice_pdf.h"
#include "notice_store.h"

/* The characters of these notices that no font has, for a warning before printing. */
enum result notice_sheet_gaps(struct context *context, const struct notice_rows *rows,
    struct notice_gaps *gaps_out) MUST_USE;

/* Draws the notices and answers them as one download. FAILED (logged) when a seal or a library does. */
enum result notice_sheet_answer(struct context *context, const struct notice_rows *rows, bool with_covers) MUST_USE;

#endif
