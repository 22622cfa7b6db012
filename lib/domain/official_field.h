/* The items of an official's account (自治体, 厚労省, 運用事業者, システム運営主体): one table for the forms and the
 * application list, and the check over it. */
#ifndef NSDB_OFFICIAL_FIELD_H
#define NSDB_OFFICIAL_FIELD_H

#include "item_check.h"

enum official_field {
    OFFICIAL_FAMILY_NAME,
    OFFICIAL_GIVEN_NAME,
    OFFICIAL_FAMILY_KANA,
    OFFICIAL_GIVEN_KANA,
    OFFICIAL_DEPARTMENT,
    OFFICIAL_TELEPHONE,
    OFFICIAL_MAIL,
    OFFICIAL_FIELD_COUNT
};

/* The values of one official: as typed, or checked (then never NULL). */
struct official_values {
    const char *values[OFFICIAL_FIELD_COUNT];
};

/* The table's entry of a field. */
const struct doctor_field_spec *official_field_spec(enum official_field field);

/* Checks every item and gives the normalised values; usable when no complaint was added. */
struct official_values official_check(struct arena *arena, const struct official_values *typed,
    struct complaints *problems);

#endif
