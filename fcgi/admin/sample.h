/* nsdb-admin sample: the data of the sample site, and crowds for measuring under load. */
#ifndef NSDB_SAMPLE_H
#define NSDB_SAMPLE_H

#include "seal.h"
#include "settings.h"
#include "store.h"

/* Loads the sample organisations, institutions, doctors and sign-ins, once: a second call changes nothing. Writes
 * sign-ins.tsv and key files into the directory that the setting sample_directory names. */
enum result sample_load(struct store *store, const struct settings *settings, const struct keyring *keyring) MUST_USE;

/* Adds doctors who have never signed in until the crowd has `count`. */
enum result sample_load_crowd(struct store *store, const struct keyring *keyring, size_t count) MUST_USE;

#endif
