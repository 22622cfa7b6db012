/* The C text that the page compiler writes: constant markup is gathered and written as one call, each
 * statement carries the template's own line. */
#ifndef NSDB_CODE_H
#define NSDB_CODE_H

#include "buffer.h"

struct code {
    struct buffer text;    /* finished C */
    struct buffer markup;  /* constant markup not yet written */
    const char *file;      /* the template, for #line */
};

/* Nothing written yet. */
struct code code_in(struct arena *arena, const char *file);

/* Gathers constant markup. */
void code_markup(struct code *code, const char *markup, size_t size);

/* Writes the markup gathered so far. */
void code_flush(struct code *code);

/* Writes a statement that belongs to `line` of the template, by printf's rules. */
void code_statement(struct code *code, unsigned line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
