/* What the result page of one uploaded file is told. */
#ifndef NSDB_BULK_IMPORT_JOB_VIEW_H
#define NSDB_BULK_IMPORT_JOB_VIEW_H

#include "import_summary.h"
#include "list.h"
#include "pager_view.h"

/* One line of the report. */
struct bulk_import_line {
    const char *place;    /* 「C12」, 「12行目」, 「ファイル全体」 */
    const char *column;   /* heading */
    const char *severity; /* エラー, 直す値, 注意 */
    const char *chip;
    const char *value;
    const char *repaired;
    const char *message;
};

struct bulk_import_job_view {
    struct import_summary file;
    int64_t rows_done;
    int64_t rows_total;        /* 0 while unknown */
    bool checked;
    bool refused;
    bool done;
    bool failed;
    bool withdrawn;
    bool not_withdrawn;        /* 取り込みの取消 was wanted last and refused */
    int64_t count_new;
    int64_t count_added;
    int64_t count_errors;
    int64_t count_repairs;
    bool correctable;          /* the file with repairs and messages can be downloaded */
    bool repairs_only;         /* and there is nothing else in it to correct */
    const char *consent_error;
    const char *range;         /* 「1〜100件目を表示（全1,234件）」 */
    const char *kept;          /* when more problems were found than kept, else "" */
    LIST_OF(struct bulk_import_line) lines;
    struct pager_view pager;
    const char *self_link;
};

#endif
