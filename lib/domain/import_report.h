/* The report of a file: every problem, remark and proposed repair with its place as Excel names it. At most
 * IMPORT_LINES_MOST lines are kept, and fewer of those that do not stop the file, so that a column of repairs
 * hides no problem; all are counted. */
#ifndef NSDB_IMPORT_REPORT_H
#define NSDB_IMPORT_REPORT_H

#include <stdint.h>

#include "list.h"

enum { IMPORT_LINES_MOST = 1000, IMPORT_MILD_LINES_MOST = 300 };

enum import_severity { IMPORT_ERROR, IMPORT_WARNING, IMPORT_REPAIR };

struct import_line {
    int64_t row;             /* as Excel counts; 0: the file as a whole */
    size_t column;           /* from 1; 0: the whole row */
    const char *column_name; /* heading, "" for the whole row */
    enum import_severity severity;
    const char *code;
    const char *value;       /* as it stands in the file, shortened */
    const char *repaired;    /* of a repair, else "" */
    const char *message;     /* reason and remedy */
};

struct import_report {
    struct arena *arena; /* where kept lines live */
    struct import_line *items;
    size_t count;
    size_t capacity;
    int64_t counts[IMPORT_REPAIR + 1]; /* by severity */
    size_t mild;         /* kept lines that are no problems */
};

/* An empty report whose lines live in `arena`. */
struct import_report import_report_in(struct arena *arena);

/* Adds a line; texts are copied and shortened to what the database holds. */
void import_report_add(struct import_report *report, const struct import_line *line);

/* A problem of the file as a whole, or of a row; the message follows printf's rules. */
void import_report_problem(struct import_report *report, int64_t row, size_t column, const char *code,
    const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Puts the lines in the order of the file. */
void import_report_sort(struct import_report *report);

/* "A" for 1, "AA" for 27; "" for 0. */
const char *import_column_letters(struct arena *arena, size_t column);

/* "error", "warning", "repair". */
const char *import_severity_word(enum import_severity severity);

/* What people read for such a word: エラー, 注意 or 直す値; "" for another one. */
const char *import_severity_label(const char *word);

#endif
