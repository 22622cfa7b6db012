/* How a function that can fail answers. What a person can correct is not a failure:
 * see complaint.h. */
#ifndef NSDB_RESULT_H
#define NSDB_RESULT_H

enum result {
    OK,        /* done */
    NOT_FOUND, /* no such object for this asker: missing and foreign look alike */
    CONFLICT,  /* somebody was first: a unique key, a version or a state says no */
    REFUSED,   /* the asker may not, or the input is not acceptable */
    FAILED     /* a part of the system does not work; it was logged where it happened */
};

#define MUST_USE __attribute__((warn_unused_result))

#endif
