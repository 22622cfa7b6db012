/* One typed item of a form about a doctor or an official as the part page draws it: label, support text, input, error. */
#ifndef NSDB_DOCTOR_FORM_FIELD_H
#define NSDB_DOCTOR_FORM_FIELD_H

#include <stdbool.h>

struct doctor_form_field {
    const char *name;
    const char *label;
    const char *support;    /* example or explanation below the label; "" for none */
    const char *value;
    const char *error;      /* "" for none */
    const char *input_mode; /* which keyboard a telephone shows */
    bool required;
};

#endif
