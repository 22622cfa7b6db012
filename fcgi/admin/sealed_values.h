/* All values of the database that are sealed under the key ring: counting them by key, opening them, sealing them
 * anew. A new column of sealed values gets its two statements in sql/query/sealed.sql and its line in the table of
 * sealed_values.c. */
#ifndef NSDB_SEALED_VALUES_H
#define NSDB_SEALED_VALUES_H

#include "seal.h"
#include "store.h"

enum { SEALED_KINDS = 6, SEALED_KEY_IDS = 256 };

/* What one walk found in one column. */
struct sealed_count {
    const char *kind;
    int64_t values;
    int64_t by_key[SEALED_KEY_IDS]; /* [0]: not sealed yet (password_is_unsealed()) */
    int64_t closed;     /* of them do not open */
    int64_t renewed;    /* were sealed anew */
};

struct sealed_counts {
    struct sealed_count items[SEALED_KINDS];
};

/* Whether anything is sealed there, under whatever key. A column that cannot be read counts as empty: the schema may be older. */
bool sealed_values_any(struct store *store);

/* Opens every value; with `renew` those under another key than the newest, or under none, are sealed under it, some hundred in each
 * transaction: a walk that was interrupted is begun anew and finds the rest. by_key says how things are after the
 * walk. */
enum result sealed_values_walk(
    struct store *store, const struct keyring *keyring, bool renew, struct sealed_counts *counts_out) MUST_USE;

/* The same with `renew` for the columns alone where an earlier release left values without a seal; the counts of the others
 * stay 0. */
enum result sealed_values_complete(
    struct store *store, const struct keyring *keyring, struct sealed_counts *counts_out) MUST_USE;

#endif
