/* The items of a designated doctor's registration: one table of names, labels and lengths for the form,
 * the file and the messages. */
#ifndef NSDB_DOCTOR_FIELD_H
#define NSDB_DOCTOR_FIELD_H

#include "item_check.h"

/* In the order of the file that we hand out. */
enum doctor_field {
    DOCTOR_KIND,
    DOCTOR_MUNICIPALITY_CODE,
    DOCTOR_SCHEME,
    DOCTOR_INSTITUTION_CODE,
    DOCTOR_INSTITUTION_NAME,
    DOCTOR_DEPARTMENT,
    DOCTOR_DESIGNATION_NUMBER,
    DOCTOR_MEDICAL_REGISTER_NUMBER,
    DOCTOR_CERTIFIED_ON,
    DOCTOR_EXPIRES_ON,
    DOCTOR_FAMILY_NAME,
    DOCTOR_GIVEN_NAME,
    DOCTOR_FAMILY_KANA,
    DOCTOR_GIVEN_KANA,
    DOCTOR_TELEPHONE,
    DOCTOR_MAIL,
    DOCTOR_FIELD_COUNT
};

/* The table's entry of a field. */
const struct item_spec *doctor_field_spec(enum doctor_field field);

/* The field of a form's field name; DOCTOR_FIELD_COUNT when there is none. */
enum doctor_field doctor_field_from_name(const char *name);

#endif
