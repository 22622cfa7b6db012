/* The doctor that 有効期限延長, 削除 and 主たる勤務先の変更 are about; shown by www/page/part/doctor_life_person.html. */
#ifndef NSDB_DOCTOR_LIFE_PERSON_H
#define NSDB_DOCTOR_LIFE_PERSON_H

#include <stdbool.h>
#include <stdint.h>

struct doctor_life_person {
    const char *reference;
    int64_t version; /* of the account, for the form */
    const char *name;
    const char *login_id;
    const char *kind;
    const char *institution;
    const char *expires_on;
    bool in_use;
};

#endif
