/* One typed item of a form: label, support text, input, error (www/page/part/text_field.html). */
#ifndef NSDB_TEXT_FIELD_VIEW_H
#define NSDB_TEXT_FIELD_VIEW_H

#include <stdbool.h>

struct text_field_view {
    const char *name;
    const char *label;
    const char *support;    /* example or explanation below the label; "" for none */
    const char *value;
    const char *error;      /* "" for none */
    const char *input_mode; /* which keyboard a telephone shows */
    const char *autocomplete; /* what a browser may fill in: "off" for all that is not about the person who types */
    bool required;
};

#endif
