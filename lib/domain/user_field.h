/* The items of a user's account, doctors apart (those of 自治体, 厚労省, 運用事業者, システム運営主体; clerks and 責任者 of
 * institutions): one table for the forms and the application list, and the check over
 * it. */
#ifndef NSDB_USER_FIELD_H
#define NSDB_USER_FIELD_H

#include "item_check.h"

enum user_field {
    USER_FAMILY_NAME,
    USER_GIVEN_NAME,
    USER_FAMILY_KANA,
    USER_GIVEN_KANA,
    USER_DEPARTMENT,
    USER_TELEPHONE,
    USER_MAIL,
    USER_FIELD_COUNT
};

/* The values of one user: as typed, or checked (then never NULL). */
struct user_values {
    const char *values[USER_FIELD_COUNT];
};

/* The table's entry of a field. */
const struct item_spec *user_field_spec(enum user_field field);

/* Checks every item and gives the normalised values; usable when no complaint was added. */
struct user_values user_check(struct arena *arena, const struct user_values *typed, struct complaints *problems);

#endif
