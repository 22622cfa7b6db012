/* The escaping writer that compiled pages use. The place decides the escape; the page compiler chooses
 * the function, people never do. */
#ifndef NSDB_HTML_H
#define NSDB_HTML_H

#include <stdbool.h>
#include <stdint.h>

#include "buffer.h"

struct html {
    struct buffer *to;
    const char *csrf_token;      /* goes into every POST form */
    const char *idempotency_key; /* the same; a fresh random key for each page */
};

/* Constant markup from the template. */
void html_markup(struct html *html, const char *markup, size_t size);

/* A value between tags, and inside a quoted attribute. */
void html_text(struct html *html, const char *value);
void html_attribute(struct html *html, const char *value);

/* A value inside a URL attribute: as one query or path part (percent-encoded), or as a whole
 * site-relative URL (must start with "/" and not "//", else "#" is written). */
void html_url_part(struct html *html, const char *value);
void html_url(struct html *html, const char *value);

/* The hidden fields csrf_token and idempotency_key; the compiler calls it behind each POST form's tag. */
void html_form_fields(struct html *html);

/* Numbers, for the macros below. */
void html_number(struct html *html, int64_t number);

/* Values of any type that views hold: texts, whole numbers. */
#define html_value(html, value, text_function)                                                          \
    _Generic((value), char *: text_function, const char *: text_function, default: html_number)((html), (value))

/* Whether {% if %} holds: a text that is not empty, a number that is not 0, a pointer that is not NULL. */
bool html_text_holds(const char *text);
bool html_number_holds(int64_t number);
bool html_pointer_holds(const void *pointer);

#endif
