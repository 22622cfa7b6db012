/* What Excel does to numbers and dates, and how to undo it (R-027, T24): lost leading zeros, 1.23E+09, full-width
 * digits, serial and Japanese dates, stray blanks, look-alikes of the hyphen. A repair is proposed as
 * 「→ この値に直します」 and applied only when a person accepts it. What cannot be told for certain is not repaired. */
#ifndef NSDB_EXCEL_DAMAGE_H
#define NSDB_EXCEL_DAMAGE_H

#include <stdbool.h>

#include "arena.h"
#include "doctor_field.h"

struct excel_damage {
    const char *code;     /* of the first thing that was mended, e.g. "leading_zero" */
    const char *reason;   /* Japanese, names everything that was mended; no 。 at the end */
    const char *repaired; /* the value to put there */
};

/* Whether `value` of `field` carries damage that can be undone for certain. */
bool excel_damage_find(struct arena *arena, enum doctor_field field, const char *value,
    struct excel_damage *damage_out);

#endif
