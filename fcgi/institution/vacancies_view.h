/* What the page of institutions without 責任者 is told. */
#ifndef NSDB_VACANCIES_VIEW_H
#define NSDB_VACANCIES_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "list.h"

struct vacancies_row {
    const char *code;
    const char *name;
    int64_t doctors;  /* of this municipality; 0: no doctor of anybody's is left there */
    int64_t clerks;   /* users who are no doctors */
    bool expected;    /* a 責任者 who has not signed in yet */
};

struct vacancies_view {
    LIST_OF(struct vacancies_row) rows;
    bool more;        /* there are others besides */
};

#endif
