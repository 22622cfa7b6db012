/* What the screens of 一括登録 say about one file: made from its row, shared by result, list and history. */
#ifndef NSDB_IMPORT_SUMMARY_H
#define NSDB_IMPORT_SUMMARY_H

#include "app.h"
#include "bulk_import_query.h"
#include "list.h"

struct import_summary {
    const char *reference;
    const char *file_name;
    const char *size;          /* 「12,345バイト」 */
    const char *sha256;
    const char *format;        /* 「CSV UTF-8（BOM付き）」, "" before reading */
    const char *uploaded;      /* 「2026年11月21日 11:48」 */
    const char *finished;      /* "" while it is not */
    const char *person;        /* who uploaded or registered it */
    const char *state_word;
    const char *state;         /* label */
    const char *chip;          /* data-type of the state's chip: success, error, warning, info */
    const char *counts;        /* 「新規3件、追加1件、エラー2件」 */
    bool reported;             /* there is something in its report */
    bool running;              /* waiting, checking, committing or withdrawing */
    const char *progress;      /* 「確認中です。1,500行まで進みました。」, "" when nothing runs */
    bool withdrawable;
};

LIST_TYPE(import_summaries, struct import_summary);

/* The summary of one row. */
struct import_summary import_summary_of(struct arena *arena, const struct import_shown_out *row);

/* How many of these files others uploaded than the person who asks: the screens show their names. */
size_t import_uploaded_by_others(const struct context *context, const struct import_shown_out *rows, size_t count);

/* Whether the worker still has to do something about it. */
bool import_is_running(const struct import_shown_out *row);

/* One file of the signed-in municipality by the field `import`; NOT_FOUND for others'. */
enum result import_summary_find(struct context *context, struct import_shown_out *row_out) MUST_USE;

#endif
