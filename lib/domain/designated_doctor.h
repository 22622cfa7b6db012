/* The rules for registering a designated doctor: one check for 個別登録 and for every row of a file, so
 * that both say the same in the same words. */
#ifndef NSDB_DESIGNATED_DOCTOR_H
#define NSDB_DESIGNATED_DOCTOR_H

#include "complaint.h"
#include "day.h"
#include "designation_kind.h"
#include "doctor_field.h"

/* What a person entered: UTF-8 texts; NULL counts as empty. */
struct designated_doctor_form {
    const char *values[DOCTOR_FIELD_COUNT];
};

/* What the registering municipality may register, and the day in Japan. */
struct designated_doctor_rules {
    const char *municipality_code;
    const char *municipality_name;
    bool handles_nanbyo;
    bool handles_shoman;
    struct day today;
    struct day expires_before; /* of a correction: the stored 有効期限, which may have passed; DAY_NONE for a registration */
};

/* A checked doctor: normalised texts, never NULL. */
struct designated_doctor {
    enum designation_kind kind;
    enum scheme scheme;
    const char *institution_code;
    const char *institution_name;
    const char *department;
    const char *designation_number;
    const char *medical_register_number; /* padded to six digits */
    struct day certified_on;
    struct day expires_on;
    const char *family_name;
    const char *given_name;
    const char *family_kana;
    const char *given_kana;
    const char *telephone;
    const char *mail;
};

/* Checks all items. One that cannot be used is "" (KIND_NONE, SCHEME_NONE, DAY_NONE) in the doctor. `problems` stop the
 * registration, `remarks` do not (a check digit that does not fit, a designation that starts later). The doctor is usable
 * when no problem was added. Complaints name the field as doctor_field_spec() does. */
void designated_doctor_check(struct arena *arena, const struct designated_doctor_form *form,
    const struct designated_doctor_rules *rules, struct designated_doctor *doctor_out,
    struct complaints *problems, struct complaints *remarks);

#endif
