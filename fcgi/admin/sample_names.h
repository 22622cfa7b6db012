/* Fictional names of persons for the sample data: the n-th is always the same, and among the first are characters that
 * notices must not lose (𠮷, 髙, 﨑, 𣘺, a variation selector). */
#ifndef NSDB_SAMPLE_NAMES_H
#define NSDB_SAMPLE_NAMES_H

#include <stddef.h>

struct sample_name {
    const char *family;
    const char *given;
    const char *family_kana;
    const char *given_kana;
};

/* The n-th name; they repeat after some thousands. */
struct sample_name sample_name(size_t number);

#endif
