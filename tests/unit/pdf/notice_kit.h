/* Notices made for a test, and what pdftotext and its kin find in them: what the tests of notice_pdf stand on. */
#ifndef NSDB_TEST_NOTICE_KIT_H
#define NSDB_TEST_NOTICE_KIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "notice_pdf.h"
#include "tool.h"

enum { NOTICE_KIT_SKIP = 77 };

extern struct typeface *typeface;
extern const struct notice sample;

/* A file made for one test. */
struct made {
    struct arena *arena;
    struct arena *secrets;
    const char *directory;
    const char *path;
    struct bytes file;
    struct notice_gaps gaps;
};

/* Opens the typeface for the whole test program; false when the fonts are not installed. */
bool notice_kit_open(struct arena *arena);

/* Draws the notices into a file of their own; end() forgets it. */
struct made make(const struct notice *notices, size_t count, bool with_covers);
void end(struct made *made);

/* The text of pages from … to without any blanks. */
const char *text_of(struct made *made, int from, int to);

/* What a tool says of the file; option may be NULL. */
const char *output_of(struct made *made, const char *tool, const char *option);

/* The part stands in the text, or does not; and how often. */
void assert_says(const char *text, const char *part);
void assert_silent(const char *text, const char *part);
size_t count_in(const char *text, const char *part);

/* The part so many times behind itself. */
const char *repeated(struct arena *arena, const char *part, size_t times);

/* Fills `notices` with numbered persons, `each` for one institution; later institutions come first. */
void number_notices(struct arena *arena, struct notice *notices, size_t count, size_t each);

#endif
