/* Where in an HTML document a template's reader stands. The place decides how a value is escaped, and
 * which places take no value at all. */
#ifndef NSDB_PLACE_H
#define NSDB_PLACE_H

#include <stdbool.h>
#include <stddef.h>

enum place_kind {
    IN_TEXT,           /* between tags */
    IN_PLAIN_TEXT,     /* inside <title> or <textarea>: text up to the closing tag */
    IN_PREFORMATTED,   /* inside <pre>: tags count, blanks are kept */
    IN_SCRIPT,         /* between <script …> and </script>: must be empty */
    IN_DECLARATION,    /* <!doctype …> */
    IN_TAG_NAME,
    IN_TAG,            /* between attributes */
    IN_ATTRIBUTE_NAME,
    BEFORE_VALUE,      /* behind the = of an attribute */
    IN_VALUE           /* inside the quotes */
};

enum { PLACE_NAME_SIZE = 32 };

struct place {
    enum place_kind kind;
    enum place_kind around;           /* the kind of text that the tag stands in */
    bool posts;                       /* the tag is a form with method="post" */
    char tag[PLACE_NAME_SIZE];        /* "/form" when it closes */
    struct {
        char name[PLACE_NAME_SIZE];
        char value[PLACE_NAME_SIZE];  /* its first characters */
        char quote;
        bool whole_url;               /* filled by one value: nothing may follow */
        bool url_begun;               /* a URL whose constant beginning was found good */
    } attribute;
};

/* Moves behind one character of markup; `rest` starts with it. Gives a sentence when it is refused, else
 * NULL. */
const char *place_step(struct place *place, const char *rest);

enum escape { ESCAPE_NONE, ESCAPE_TEXT, ESCAPE_ATTRIBUTE, ESCAPE_URL_PART, ESCAPE_URL };

/* How a value at this place is escaped; the place then stands behind it. ESCAPE_NONE with a sentence in
 * *problem_out where no value may stand. */
enum escape place_take_value(struct place *place, const char **problem_out);

/* NULL when directives may stand here, else a sentence. */
const char *place_of_directive(const struct place *place);

/* Whether two branches of a template meet at the same place. */
bool place_equal(const struct place *a, const struct place *b);

#endif
