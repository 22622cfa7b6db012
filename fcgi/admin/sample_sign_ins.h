/* What the person who tries the sample site gets: var/sign-ins.tsv and the key files. */
#ifndef NSDB_SAMPLE_SIGN_INS_H
#define NSDB_SAMPLE_SIGN_INS_H

#include "sample_people.h"

/* Writes DIRECTORY/sign-ins.tsv and DIRECTORY/sample-keys/ID.pem. FAILED with a logged reason. */
enum result sample_sign_ins_write(const struct sample_people *people, const char *directory) MUST_USE;

#endif
