/* The check of one item that a person typed or a file holds, by its shape: the same words for doctors, other users and
 * every file. What only one kind of person has (numbers, days) is checked where that person is. */
#ifndef NSDB_ITEM_CHECK_H
#define NSDB_ITEM_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "complaint.h"

enum item_shape { SHAPE_LABEL, SHAPE_DIGITS, SHAPE_CODE, SHAPE_NAME, SHAPE_KANA, SHAPE_DAY, SHAPE_TELEPHONE,
    SHAPE_MAIL };

/* What a table of items says about each. */
struct item_spec {
    const char *name;   /* of the form's field and in complaints */
    const char *label;  /* heading in the file, label on the screen */
    enum item_shape shape;
    size_t most;        /* code points */
    bool required;
    const char *sample; /* in the sample file */
};

/* The value trimmed, in NFC, and (names, kana, telephone, mail) checked by its shape; complaints name spec->name. ""
 * when it is empty or cannot be used. */
const char *item_check(struct arena *arena, const struct item_spec *spec, const char *typed,
    struct complaints *problems);

/* Whether a spreadsheet turned the number into 1.23E+09, after complaining about it. */
bool item_complain_of_exponent(struct complaints *problems, const struct item_spec *spec, const char *value);

#endif
