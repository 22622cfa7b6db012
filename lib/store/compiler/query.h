/* A named statement as the build-time compiler sees it: read by query_read.c from sql/query/SUBJECT.sql,
 * examined by query_examine.c, written as C by query_write.c. The format is told in ../statement.h. */
#ifndef NSDB_QUERY_H
#define NSDB_QUERY_H

#include <stdbool.h>

#include "list.h"

enum query_type { QUERY_NUMBER, QUERY_TEXT, QUERY_BYTES, QUERY_DAY };
enum query_form { FORM_STATEMENT, FORM_SHAPE, FORM_PART };
enum query_gives { GIVES_NOTHING, GIVES_ONE, GIVES_MANY, GIVES_ID };

struct query_field {
    const char *name;
    enum query_type type;
};

LIST_TYPE(query_fields, struct query_field);

enum query_privilege { PRIVILEGE_SELECT = 1, PRIVILEGE_INSERT = 2, PRIVILEGE_UPDATE = 4, PRIVILEGE_DELETE = 8 };

/* What a statement needs on one table. */
struct query_table {
    const char *name;
    unsigned privileges;
};

enum token_kind { TOKEN_END, TOKEN_WORD, TOKEN_QUOTED_NAME, TOKEN_VALUE, TOKEN_PARAMETER, TOKEN_SYMBOL };

/* A word, name, literal, :parameter or single character of the SQL. */
struct token {
    enum token_kind kind;
    const char *text; /* a parameter without its colon, a quoted name without its quotes */
    int line;
    int depth;        /* of round brackets around it */
};

LIST_TYPE(tokens, struct token);

struct query {
    enum query_form form;
    const char *name;
    const char *in_name;          /* whose _in struct it takes: its own, or a shape's */
    const char *out_name;         /* the same for _out and _rows */
    int line;
    const char *explanation;      /* the comment lines, one after the other */
    struct query_fields takes;
    struct query_fields gives;
    enum query_gives kind;
    int gives_line;               /* 0: no gives line */
    bool bulk;
    const char *raw;              /* the SQL as it stands in the file */
    int raw_line;
    const char *sql;              /* with ? and without comments */
    struct tokens tokens;
    LIST_OF(size_t) parameters;   /* for each ?, its place in takes */
    LIST_OF(struct query_table) tables;
};

struct query_file {
    const char *path;             /* as shown in messages */
    const char *subject;
    LIST_OF(struct query) queries;
};

/* Sentences "path:line: what is wrong", in the order found. */
struct problems {
    struct arena *arena;
    LIST_OF(const char *) list;
};

/* Adds a sentence. */
void problem(struct problems *problems, const char *path, int line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Reads the statements of `text` (the content of the file `path`) into *file_out; problems are added. */
void query_read(struct arena *arena, const char *path, const char *subject, const char *text,
    struct query_file *file_out, struct problems *problems);

/* Splits raw SQL into tokens and makes `sql`: comments dropped, blanks folded, parameters as "?". */
void query_scan(struct arena *arena, const char *path, struct query *query, struct problems *problems);

/* Checks a scanned statement against its takes and gives lines and fills parameters and tables. */
void query_examine(struct arena *arena, const char *path, struct query *query, struct problems *problems);

/* Fills `tables` of a scanned statement: which tables it touches and with which privileges. */
void query_find_tables(struct arena *arena, struct query *query);

/* The contents of SUBJECT_query.h, SUBJECT_query.c, of the list of all statements (for the check that
 * prepares each one) and of the manifest "statement table PRIVILEGE,…". */
const char *query_header(struct arena *arena, const struct query_file *file);
const char *query_source(struct arena *arena, const struct query_file *file);
const char *query_catalogue(struct arena *arena, const struct query_file *files, size_t count);
const char *query_manifest(struct arena *arena, const struct query_file *files, size_t count);

#endif
