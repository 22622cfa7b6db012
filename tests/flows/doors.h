/* Every route of every program, as the requirements want it: its right, and what its address or form names. A route
 * that stands in --print-routes and not here, or with another right, or with a field that names something and is
 * not told here, fails tests/flows/test_relations. */
#ifndef NSDB_TEST_DOORS_H
#define NSDB_TEST_DOORS_H

#include "rights.h"
#include "world.h"

/* What a field can name. */
enum kind { KIND_PLAIN, KIND_ACCOUNT, KIND_DESIGNATION, KIND_IMPORT, KIND_TRANSFER, KIND_LIST, KIND_MESSAGE,
    KIND_NAME_MESSAGE, KIND_PLACE, KIND_SESSION, KIND_BROWSER, KIND_INSTITUTION };

/* From where one looks: the door decides whom it knows. */
enum viewer { VIEWER_ISSUER, VIEWER_OFFICE, VIEWER_CENTRE, VIEWER_ISSUING, VIEWER_HOUSE, VIEWER_PERSON, VIEWER_COUNT };

enum subject_word {
    SELF, CLERK, DOCTOR, SECONDARY, MANAGER, CANDIDATE, COLLEAGUE, CHIEF, MINISTRY_USER, CONTRACTOR_USER,
    OPERATOR_USER, BOTH, OTHER_CLERK, OTHER_DOCTOR, OTHER_MANAGER, OTHER_OFFICIAL, GONE_CLERK, GONE_DOCTOR,
    GONE_COLLEAGUE, GONE_CENTRAL, ISSUED, ISSUED_CANDIDATE, ISSUED_BOTH, OTHER_SCHEME, ISSUED_BY_OTHER, ENDED,
    IMPORT_OWN, IMPORT_COLLEAGUE, IMPORT_OTHER, RECEIVED, SENT, FOREIGN, LIST_OWN, LIST_LOADED, LIST_APPROVED,
    LIST_REQUESTED, MESSAGE_HERE, MESSAGE_ELSEWHERE, NAME_MESSAGE_HERE, NAME_MESSAGE_ELSEWHERE, PLACE_OWN, PLACE_PRIMARY,
    PLACE_OTHER, SESSION_OWN, SESSION_OTHER, BROWSER_OWN, BROWSER_OTHER, INSTITUTION_OWN, INSTITUTION_OTHER, SUBJECT_COUNT
};
#define ONLY(subject) (UINT64_C(1) << (subject))

/* A relation that the rights table does not ask for: there is a target, and it is the viewer's. */
#define SEEN_PLAINLY RELATION_COUNT

struct subject {
    const char *words;
    enum kind kind;
    int64_t id;                     /* how world.h calls it */
    int seen[VIEWER_COUNT];         /* a relation, SEEN_PLAINLY, or 0: it does not exist for this viewer */
};

struct door {
    const char *method;
    const char *path;
    enum action right;
    enum kind kind;        /* of the target; KIND_PLAIN: none */
    const char *field;     /* that names it */
    const char *more;      /* the other fields of a form that is in order */
    enum action deed;      /* what the rights table is asked with the relation; ACTION_NONE: the route's right */
    uint64_t only;         /* the subjects that this door knows at all; 0: every one of its kind */
    uint64_t refused;      /* known subjects that a rule refuses besides, or in words of its own */
    bool open;             /* answers the same page for what does not exist, and does nothing */
    int refusal;           /* the status of that refusal, which tells why; 0: 403 */
    const char *before;    /* SQL that brings the target into the state that the door starts from */
};

extern const struct subject subjects[SUBJECT_COUNT];
extern const struct door doors[];
extern const size_t door_count;

/* The fields that name something, wherever they stand, and those that never do: a word that is in neither list
 * fails the test. A door that takes a word of the first as a mere value says so in door_values. */
extern const char *const target_fields[];
extern const char *const value_fields[];
extern const char *const door_values[][2]; /* path, field */

#endif
