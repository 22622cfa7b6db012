/* The state of one compilation: where the reader stands in the template, the open blocks, and what was
 * written so far. Inside the compiler only. */
#ifndef NSDB_READER_H
#define NSDB_READER_H

#include "code.h"
#include "place.h"

enum { BLOCKS_MOST = 16, WORD_SIZE = 64, PATH_SIZE = 256 };

/* An open `if` or `for`. */
struct block {
    unsigned line;
    bool is_loop;
    bool has_else;
    bool blank_before;         /* markup before the block ends with a blank */
    struct place start;        /* where each branch starts and ends */
    char variable[WORD_SIZE];  /* of a loop */
    char list[PATH_SIZE];      /* the C expression that a loop runs over */
};

struct reader {
    struct arena *arena;
    const char *file;
    const char *at;
    unsigned line;
    struct place place;
    struct code code;
    struct buffer includes;    /* #include lines for the parts */
    const char *view;          /* struct name without "struct", "" for a page without a view; NULL before `page` */
    bool blank_before;         /* the last thing written is a blank (or nothing was written) */
    bool wide_before;          /* the last thing written is a Japanese character */
    struct block blocks[BLOCKS_MOST];
    size_t depth;
    const char *problem;       /* the first one, with file and line */
};

/* Records the first problem, by printf's rules. */
void reader_refuse(struct reader *reader, unsigned line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Moves over `count` bytes, counting lines. */
void reader_skip(struct reader *reader, size_t count);

/* The C expression of a dotted path; NULL (and a problem) when it is none. */
const char *path_expression(struct reader *reader, const char *path);

/* The C condition of `path` or `not path`; NULL (and a problem) when it is none. */
const char *path_condition(struct reader *reader, const char *text);

/* Reads `<!--% … %-->`, at which the reader stands, and writes its code. */
void directive_read(struct reader *reader);

#endif
