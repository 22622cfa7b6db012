/* What the page 削除（転出） is told. */
#ifndef NSDB_DOCTOR_DELETE_VIEW_H
#define NSDB_DOCTOR_DELETE_VIEW_H

#include "doctor_life_person.h"

struct doctor_delete_view {
    struct doctor_life_person person;
    bool shared;       /* another municipality's designation keeps the account alive */
    const char *error; /* the confirmation is missing */
};

#endif
