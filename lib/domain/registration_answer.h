/* What the database's knowledge of a doctor means for a registration (R-024, R-026, R-039…R-043): pure rules over
 * facts that the store found. A row of a file whose other items are faulty is answered by what could be read of it. */
#ifndef NSDB_REGISTRATION_ANSWER_H
#define NSDB_REGISTRATION_ANSWER_H

#include <stdint.h>

#include "designated_doctor.h"
#include "list.h"

enum registration_answer {
    REGISTRATION_NEW,                /* no ID yet: a new account */
    REGISTRATION_ADDED,              /* known only under the other scheme: the designation joins that login */
    REGISTRATION_ALREADY_HERE,       /* this institution is the 主たる勤務先 already */
    REGISTRATION_PRIMARY_ELSEWHERE,  /* own ID, 主たる勤務先 is another institution */
    REGISTRATION_SECONDARY_HERE,     /* own ID, this institution is a 兼務先 */
    REGISTRATION_OTHER_MUNICIPALITY, /* issued by another municipality */
    REGISTRATION_OTHER_PERSON,       /* the number belongs to somebody of another name */
    REGISTRATION_NUMBER_TAKEN        /* the 指定医番号 belongs to another doctor of this municipality */
};

/* Where the answer is read: a form has one doctor, a file has rows. */
enum registration_place { REGISTRATION_IN_FORM, REGISTRATION_IN_FILE };

/* One live designation of the doctor with that 医籍登録番号, and the doctor. */
struct known_designation {
    enum scheme scheme; /* SCHEME_NONE: an account without a live designation */
    int64_t municipality_id;
    const char *municipality_name;
    const char *institution_code;
    const char *institution_name;
    bool secondary_here; /* the institution of the registration is a 兼務先 under that scheme */
};

/* What is known about the doctor of a registration; no account means `account_id` 0. */
struct known_doctor {
    int64_t account_id;
    const char *family_name;
    const char *given_name;
    const char *family_kana;
    const char *given_kana;
    const struct known_designation *designations;
    size_t count;
    bool number_taken; /* the 指定医番号 is in use by this municipality for this kind */
};

/* Whether a registration and what is known under its 医籍登録番号 can be one person: one part of the name in common, written
 * or read, is enough. What could not be read ("") is not held against it. */
bool registration_is_same_person(struct arena *arena, const struct designated_doctor *doctor,
    const struct known_doctor *known);

/* The answer for a doctor whom `municipality_id` registers. */
enum registration_answer registration_answer_for(struct arena *arena, const struct designated_doctor *doctor,
    int64_t municipality_id, const struct known_doctor *known);

/* Whether the answer lets the registration go on. */
bool registration_answer_is_fine(enum registration_answer answer);

/* Whether the answer tells a municipality that others issued an ID: it is logged. */
bool registration_answer_tells_of_others(enum registration_answer answer, int64_t municipality_id,
    const struct known_doctor *known);

/* The item that the answer is about, a stable code, and the sentence for the person: reason and remedy. Nothing of the
 * other municipality is told but its name. */
enum doctor_field registration_answer_field(enum registration_answer answer);
const char *registration_answer_code(enum registration_answer answer);
const char *registration_answer_message(struct arena *arena, enum registration_answer answer,
    enum registration_place place, const struct designated_doctor *doctor, const struct known_doctor *known);

/* The same for a doctor whose institution is registered under another name than the one entered: its number may be
 * mistyped. A form asks, a file goes on with the registered name. */
const char *registration_name_message(struct arena *arena, enum registration_place place,
    const struct designated_doctor *doctor, const char *registered_name);

#endif
