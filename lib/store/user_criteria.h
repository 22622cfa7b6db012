/* The conditions of a search for users of a public body or of an institution; "" switches one off. */
#ifndef NSDB_USER_CRITERIA_H
#define NSDB_USER_CRITERIA_H

#include <stdint.h>

struct user_criteria {
    const char *name;     /* part of 氏名 or フリガナ */
    const char *login_id;
    const char *kind;     /* a role's word; in institutions "manager" finds every 責任者 */
    const char *state;    /* an issue state's word */
    int64_t first;        /* rows from here on, by kana … */
    int64_t most;         /* … and how many */
};

#endif
