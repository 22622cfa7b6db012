/* What the page 有効期限延長 is told. */
#ifndef NSDB_DOCTOR_EXTEND_VIEW_H
#define NSDB_DOCTOR_EXTEND_VIEW_H

#include "doctor_life_person.h"
#include "text_field_view.h"

struct doctor_extend_view {
    struct doctor_life_person person;
    struct text_field_view expires_on; /* what was typed, or five years on */
};

#endif
