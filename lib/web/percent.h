/* Percent-encoding (RFC 3986), both ways. */
#ifndef NSDB_PERCENT_H
#define NSDB_PERCENT_H

#include <stdbool.h>

#include "arena.h"
#include "bytes.h"
#include "result.h"

/* Decodes `data`; with `plus_is_blank` as forms do. REFUSED when a % is not followed by two hexadecimal digits.
 * The result may hold any byte, 0 too; one 0 byte follows it. */
enum result percent_decode(struct arena *arena, struct bytes data, bool plus_is_blank,
    struct bytes *decoded_out) MUST_USE;

/* Encodes everything but ASCII letters, digits and - . _ ~ */
const char *percent_encode(struct arena *arena, const char *text);

/* The worth of a hexadecimal digit, -1 for any other character. */
int percent_digit(int character);

#endif
