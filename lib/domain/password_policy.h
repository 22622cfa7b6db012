/* What a password that a person chooses must be (R-057, A01–A04): long enough, not widely known, not made of what
 * everybody knows about the person. No rule about kinds of characters, no periodic change. */
#ifndef NSDB_PASSWORD_POLICY_H
#define NSDB_PASSWORD_POLICY_H

#include <stdbool.h>

#include "complaint.h"

enum { PASSWORD_LEAST = 13, PASSWORD_LEAST_WITH_KEY = 8, PASSWORD_MOST = 128 };

struct password_wish {
    const char *password;
    bool has_key;                  /* the key file is the second factor: 8 characters are enough */
    const char *const *words;      /* ID, names, institution, municipality, mail address; NULL entries are skipped */
    size_t word_count;
    bool is_common;                /* it stands in the list of common passwords */
};

/* Adds what is wrong with the wish about `field`. */
void password_policy_check(const struct password_wish *wish, const char *field, struct complaints *complaints);

/* The form in which passwords are compared with the list: folded, without digits and signs at the end. */
char *password_policy_core(struct arena *arena, const char *password);

#endif
