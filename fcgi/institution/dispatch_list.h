/* 発送一覧: the search's results by institution, and 検索結果: all of their columns, as CSV and XLSX. */
#ifndef NSDB_DISPATCH_LIST_H
#define NSDB_DISPATCH_LIST_H

#include "app.h"

extern const struct field_spec dispatch_list_fields[];

/* 発送一覧: GET /institution/users/dispatch.csv and .xlsx, institution by institution; each download is logged. */
void dispatch_list_csv(struct context *context);
void dispatch_list_xlsx(struct context *context);

/* 検索結果: all columns in the order of the screen, at most 10,000 rows; the same fields. */
void result_list_csv(struct context *context);
void result_list_xlsx(struct context *context);

#endif
