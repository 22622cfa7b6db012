/* Texts are UTF-8, NFC. This file checks, normalises, folds and measures them (I06, I08). */
#ifndef NSDB_TEXT_H
#define NSDB_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"

enum text_fault {
    TEXT_FINE,
    TEXT_NOT_UTF8,    /* overlong, surrogate, cut or stray bytes */
    TEXT_CONTROL,     /* NUL, other controls (line breaks excepted where allowed), DEL, C1 */
    TEXT_INVISIBLE    /* bidi overrides, zero-width, BOM inside, noncharacters, a combining mark at the start */
};

/* What is wrong with `size` bytes as a text that a person typed. LF, CR and TAB are controls unless
 * `lines_allowed`. Variation selectors (IVS) are allowed: names use them. */
enum text_fault text_check(const char *data, size_t size, bool lines_allowed);

/* NFC of a valid UTF-8 text; keeps variation selectors. */
char *text_nfc(struct arena *arena, const char *text);

/* The form used for searching and sorting: NFKC, case folded, katakana made hiragana, small kana kept,
 * blanks and variation selectors removed. */
char *text_fold(struct arena *arena, const char *text);

/* Full-width ASCII (and the ideographic blank) made half-width; everything else left alone. */
char *text_half_width(struct arena *arena, const char *text);

/* What paper prints in groups, as it is kept: half-width, without the blanks and hyphens that a person types between. */
char *text_ungrouped(struct arena *arena, const char *text);

/* A typed user ID as the database keeps it: text_ungrouped(), ASCII letters made capitals. */
char *text_login_id(struct arena *arena, const char *typed);

/* A copy without blanks (ASCII and ideographic) at both ends. */
char *text_trim(struct arena *arena, const char *text);

/* Code points in a valid UTF-8 text. */
size_t text_length(const char *text);

/* The code point at `*at`, which moves behind it; 0 at the end. The text must be valid UTF-8. */
uint32_t text_next(const char **at);

/* Whether each character is katakana, the long-vowel mark, the middle dot or a blank. */
bool text_is_katakana(const char *text);

/* Byte for byte; no NULL. */
bool text_equal(const char *a, const char *b);
bool text_starts_with(const char *text, const char *start);

/* NULL and "" alike. */
bool text_is_empty(const char *text);

/* The first of both that is not empty, else "". */
const char *text_or(const char *text, const char *otherwise);

#endif
