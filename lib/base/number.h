/* Numbers from text, strictly: digits only, no sign, blank, exponent or full-width form (I09). */
#ifndef NSDB_NUMBER_H
#define NSDB_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

/* Reads all of `text` as a whole number from `least` to `most`. False leaves *number_out alone. */
bool number_read(const char *text, int64_t least, int64_t most, int64_t *number_out);

/* Whether `text` is `length` or fewer ASCII digits, at least one; `length` 0 means any number. */
bool number_is_digits(const char *text, size_t length);

#endif
