/* Compiles one HTML template to a C function (architecture §9). */
#ifndef NSDB_TEMPLATE_H
#define NSDB_TEMPLATE_H

#include "buffer.h"
#include "result.h"

struct template_source {
    const char *file;   /* as messages and #line name it */
    const char *name;   /* of the function to make: "institution_users_page" */
    const char *text;   /* the template, terminated */
};

struct template_result {
    struct buffer code;     /* the .c file */
    struct buffer header;   /* the .h file */
    const char *problem;    /* when refused: "file:line: sentence" */
};

/* REFUSED when the template breaks a rule. */
enum result template_compile(struct arena *arena, struct template_source source,
    struct template_result *result_out) MUST_USE;

#endif
