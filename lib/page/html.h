/* The escaping writer that compiled pages use. The place decides the escape; the page compiler chooses
 * the function, people never do. Texts may be NULL: that writes nothing. */
#ifndef NSDB_HTML_H
#define NSDB_HTML_H

#include <stdbool.h>
#include <stdint.h>

#include "buffer.h"

struct html {
    struct buffer *to;
    const char *csrf_token;      /* goes into every POST form; "" before a session exists */
    const char *idempotency_key; /* the same; a fresh random key for each page, from which each form gets its own */
    unsigned forms;              /* POST forms so far */
};

/* Constant markup from the template. */
void html_markup(struct html *html, const char *markup, size_t size);

/* A value between tags, and inside a quoted attribute. */
void html_text(struct html *html, const char *value);
void html_attribute(struct html *html, const char *value);

/* A value inside a URL attribute: as one query or path part (percent-encoded), or as a whole
 * site-relative URL (must start with "/" and not "//", without backslash and controls, else "#" is
 * written). */
void html_url_part(struct html *html, const char *value);
void html_url(struct html *html, const char *value);

/* The hidden fields csrf_token and idempotency_key, a key for each form; the compiler calls it behind each POST
 * form's tag. */
void html_form_fields(struct html *html);

/* Whole numbers, for the macro below. */
void html_number(struct html *html, int64_t number);
void html_count(struct html *html, uint64_t number);

/* Writes a value of any type that views hold: a text through `text_function`, or a whole number. */
#define html_value(html, value, text_function)                                                         \
    _Generic((value),                                                                                  \
        char *: text_function, const char *: text_function,                                            \
        bool: html_number, signed char: html_number, short: html_number, int: html_number,             \
        long: html_number, long long: html_number,                                                     \
        unsigned char: html_count, unsigned short: html_count, unsigned: html_count,                   \
        unsigned long: html_count, unsigned long long: html_count)((html), (value))

/* Whether <!--% if … %--> holds: a text that is not empty, a number that is not 0, a pointer that is not
 * NULL. */
bool html_text_holds(const char *text);
bool html_number_holds(int64_t number);
bool html_count_holds(uint64_t number);
bool html_pointer_holds(const void *pointer);
#define html_holds(value)                                                                              \
    _Generic((value),                                                                                  \
        char *: html_text_holds, const char *: html_text_holds,                                        \
        bool: html_number_holds, signed char: html_number_holds, short: html_number_holds,             \
        int: html_number_holds, long: html_number_holds, long long: html_number_holds,                 \
        unsigned char: html_count_holds, unsigned short: html_count_holds,                             \
        unsigned: html_count_holds, unsigned long: html_count_holds,                                   \
        unsigned long long: html_count_holds, default: html_pointer_holds)(value)

#endif
