/* The municipalities and medical institutions of the sample data. Prefecture numbers 98 and 99 do not exist in
 * Japan. */
#ifndef NSDB_SAMPLE_PLACES_H
#define NSDB_SAMPLE_PLACES_H

#include "arena.h"

enum { SAMPLE_MUNICIPALITIES = 3, SAMPLE_INSTITUTIONS = 30 };

struct sample_municipality_place {
    const char *prefecture;  /* two digits */
    const char *code;
    const char *name;
    const char *kind;
    const char *postal_code;
    const char *address;
    const char *telephone;
};

/* 見本県, 架空県 and the designated city 例示市 in 見本県. */
const struct sample_municipality_place *sample_municipality_place(size_t number);

/* Which of them designates the doctors of the n-th institution. */
size_t sample_institution_municipality(size_t institution);

/* Code (with its check digit) and name of the n-th institution; from SAMPLE_INSTITUTIONS on they are numbered. */
const char *sample_institution_code(struct arena *arena, size_t institution);
const char *sample_institution_name(struct arena *arena, size_t institution);

#endif
