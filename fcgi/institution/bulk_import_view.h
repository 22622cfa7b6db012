/* What the page 医療機関ユーザ新規登録, tab 一括登録, is told. */
#ifndef NSDB_BULK_IMPORT_VIEW_H
#define NSDB_BULK_IMPORT_VIEW_H

#include "import_summary.h"
#include "list.h"

/* One item of the file's format. */
struct bulk_import_item {
    const char *label;
    const char *required; /* 「必須」 or 「任意」 */
    const char *sample;
};

LIST_TYPE(bulk_import_items, struct bulk_import_item);

struct bulk_import_view {
    const char *municipality;      /* 公共団体名 */
    const char *municipality_code; /* 公共団体コード */
    const char *error;
    struct bulk_import_items items;
    struct import_summaries files; /* the latest */
};

#endif
