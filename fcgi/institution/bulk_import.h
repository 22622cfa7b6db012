/* 一括登録 (R-020… ): uploading, the result of the check, registering, history, withdrawal.
 * BULK_IMPORT_ROUTES are the lines for the program's table of routes. */
#ifndef NSDB_BULK_IMPORT_H
#define NSDB_BULK_IMPORT_H

#include "app.h"

extern const struct field_spec bulk_import_fields[];         /* of the upload */
extern const struct field_spec bulk_import_job_fields[];     /* one file, a page of its report */
extern const struct field_spec bulk_import_commit_fields[];
extern const struct field_spec bulk_import_history_fields[];
extern const struct field_spec bulk_import_batch_fields[];

/* GET and POST /institution/import: the tab 一括登録, and [アップロード]. */
void bulk_import_show(struct context *context);
void bulk_import_submit(struct context *context);

/* GET /institution/import/template.xlsx and /sample.csv: 医療機関ユーザデータファイル, made from the table of items. */
void bulk_import_template(struct context *context);
void bulk_import_sample(struct context *context);

/* GET and POST /institution/import/job: one file's verdict, and [登録する]. */
void bulk_import_job_show(struct context *context);
void bulk_import_job_commit(struct context *context);

/* GET /institution/import/report.csv: the whole report. GET /institution/import/corrected: the file with its
 * repairs and a column エラー内容, which uploads again. */
void bulk_import_report(struct context *context);
void bulk_import_corrected(struct context *context);

/* GET /institution/import/history, and /institution/import/batch for the files of one upload. */
void bulk_import_history_show(struct context *context);
void bulk_import_batch_show(struct context *context);

/* GET and POST /institution/import/withdraw: what [取り込みの取消] does, and doing it. */
void bulk_import_withdraw_show(struct context *context);
void bulk_import_withdraw_submit(struct context *context);

#define BULK_IMPORT_ROUTE(method, path, fields, handle, ...)                                             \
    {method, "/institution/import" path, ACTION_DOCTOR_REGISTER, SESSION_FULL, fields, handle, __VA_ARGS__}
#define BULK_IMPORT_ROUTES                                                                              \
    BULK_IMPORT_ROUTE(METHOD_GET, "", NULL, bulk_import_show, 0, "import"),                              \
    BULK_IMPORT_ROUTE(METHOD_POST, "", bulk_import_fields, bulk_import_submit, ROUTE_CREATES, "import"), \
    BULK_IMPORT_ROUTE(METHOD_GET, "/template.xlsx", NULL, bulk_import_template, 0),                      \
    BULK_IMPORT_ROUTE(METHOD_GET, "/sample.csv", NULL, bulk_import_sample, 0),                           \
    BULK_IMPORT_ROUTE(METHOD_GET, "/job", bulk_import_job_fields, bulk_import_job_show, 0, "import"),    \
    BULK_IMPORT_ROUTE(METHOD_POST, "/job", bulk_import_commit_fields, bulk_import_job_commit,            \
        ROUTE_CREATES, "import"),                                                                        \
    BULK_IMPORT_ROUTE(METHOD_GET, "/report.csv", bulk_import_job_fields, bulk_import_report, 0),         \
    BULK_IMPORT_ROUTE(METHOD_GET, "/corrected", bulk_import_job_fields, bulk_import_corrected, 0),       \
    BULK_IMPORT_ROUTE(METHOD_GET, "/history", bulk_import_history_fields, bulk_import_history_show, 0,   \
        "import"),                                                                                       \
    BULK_IMPORT_ROUTE(METHOD_GET, "/batch", bulk_import_batch_fields, bulk_import_batch_show, 0,         \
        "import"),                                                                                       \
    BULK_IMPORT_ROUTE(METHOD_GET, "/withdraw", bulk_import_job_fields, bulk_import_withdraw_show, 0,     \
        "import"),                                                                                       \
    BULK_IMPORT_ROUTE(METHOD_POST, "/withdraw", bulk_import_job_fields, bulk_import_withdraw_submit,     \
        ROUTE_CREATES, "import")

#endif
