/* The check of one item that a person typed or a file holds, by its shape: the same words for doctors, officials and
 * every file. What only one kind of person has (numbers, days) is checked where that person is. */
#ifndef NSDB_ITEM_CHECK_H
#define NSDB_ITEM_CHECK_H

#include "complaint.h"
#include "doctor_field.h"

/* The value trimmed, in NFC, and (names, kana, telephone, mail) checked by its shape; complaints name spec->name. ""
 * when it is empty or cannot be used. */
const char *item_check(struct arena *arena, const struct doctor_field_spec *spec, const char *typed,
    struct complaints *problems);

/* Whether a spreadsheet turned the number into 1.23E+09, after complaining about it. */
bool item_complain_of_exponent(struct complaints *problems, const struct doctor_field_spec *spec, const char *value);

#endif
