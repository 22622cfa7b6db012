/* The items of a doctor's registration in their groups (www/page/institution/doctor_form.html). */
#ifndef NSDB_DOCTOR_FORM_VIEW_H
#define NSDB_DOCTOR_FORM_VIEW_H

#include "list.h"
#include "text_field_view.h"

struct doctor_form_group {
    const char *heading;
    LIST_OF(struct text_field_view) fields;
};

struct doctor_form_view {
    LIST_OF(struct doctor_form_group) groups;
};

#endif
