/* The state of one compilation: where the reader stands in the template, the open blocks, and what was
 * written so far. Inside the compiler only. After the first problem nothing that is written counts. */
#ifndef NSDB_READER_H
#define NSDB_READER_H

#include "code.h"
#include "place.h"

enum { BLOCKS_MOST = 16, WORDS_MOST = 5 };

/* An open `if` or `for`. */
struct block {
    unsigned line;
    bool has_else;
    bool blank_before;      /* markup before the block, and each branch so far, ends with a blank */
    bool blank_at_start;
    struct place start;     /* where each branch starts and ends */
    const char *variable;   /* of a loop, else NULL */
    const char *list;       /* the C expression that a loop runs over */
};

struct reader {
    struct arena *arena;
    const char *file;
    const char *at;
    const char *behind;        /* where what is being read ends */
    unsigned line;
    const char *words[WORDS_MOST + 1]; /* of the directive being read: "for", "doctor", "in", "doctors"; then NULL */
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
void reader_refuse(struct reader *reader, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The C expression of a dotted path. */
const char *path_expression(struct reader *reader, const char *path);

/* The C condition of `path` or `not path`. */
const char *path_condition(struct reader *reader, const char *text);

/* Obeys the directive of the reader's `count` words. */
void directive_obey(struct reader *reader, size_t count);

#endif
