/* The page before a PDF of notices: what will not be in it or not look as it should. Nothing is marked as printed yet. */
#ifndef NSDB_NOTICE_GAPS_H
#define NSDB_NOTICE_GAPS_H

#include "app.h"
#include "criteria.h"
#include "notice_pdf.h"
#include "notice_store.h"

/* What was asked for, and what speaks against it. */
struct notice_question {
    struct notice_rows rows;        /* that can be printed */
    struct notice_rows expired;     /* left out: their initial password has expired */
    size_t in_use;                  /* left out: so many are in use already */
    struct notice_gaps gaps;        /* characters of `rows` that no font has */
    struct criteria_pairs criteria; /* of the list that it was asked from */
    const char *part;               /* of a bundle over all results, "" for chosen IDs */
    bool with_covers;
};

/* Whether the clerk must be asked before printing. */
bool notice_question_stands(const struct notice_question *question);

/* Answers the page with the button that prints all the same, or, when nothing is left to print, with the reasons alone. */
void notice_gaps_answer(struct context *context, const struct notice_question *question);

/* Where the list is, under its conditions. */
const char *notice_list_address(struct context *context, const struct criteria_pairs *criteria);

#endif
