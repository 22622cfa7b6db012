/* What the page 責任者 of an institution is told, as its municipality sees it. */
#ifndef NSDB_INSTITUTION_MANAGER_VIEW_H
#define NSDB_INSTITUTION_MANAGER_VIEW_H

#include "list.h"
#include "user_step.h"

/* The 責任者 in office or the expected one. */
struct manager_person {
    const char *reference;
    const char *name;
    const char *login_id;
    const char *role;
    const char *state;
    const char *state_word;
    const char *search; /* a doctor of this municipality in its list; else "" */
    bool issued_here;   /* else the ID is another municipality's: nothing but the name is shown */
    bool expected;
    bool printable; /* a 責任者 who is no doctor: the notice is printed here */
    struct user_steps steps;
};

/* A doctor who can be appointed. */
struct manager_candidate {
    const char *reference;
    const char *name;
    const char *login_id;
    const char *kinds;
    const char *state;
    const char *state_word;
};

struct manager_view {
    const char *institution;
    const char *institution_code;
    bool vacant;
    LIST_OF(struct manager_person) people;
    bool has_candidates;
    LIST_OF(struct manager_candidate) candidates; /* of a vacant office */
};

#endif
