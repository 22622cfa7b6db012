/* What the page 有効期限延長 is told. */
#ifndef NSDB_DOCTOR_EXTEND_VIEW_H
#define NSDB_DOCTOR_EXTEND_VIEW_H

#include "doctor_life_person.h"

struct doctor_extend_view {
    struct doctor_life_person person;
    const char *expires_on; /* what was typed, or five years on */
    const char *error;
};

#endif
