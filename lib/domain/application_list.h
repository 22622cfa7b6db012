/* The check of 管理者権限のユーザID申請リスト, row by row: every problem with its cell. Columns are found by their
 * heading; in the file that we hand out N is 郵便番号 and O is 所属先住所. */
#ifndef NSDB_APPLICATION_LIST_H
#define NSDB_APPLICATION_LIST_H

#include <stdbool.h>

#include "doctor_field.h"
#include "import_check.h"
#include "list.h"
#include "user_field.h"

enum { APPLICATION_ROWS_MOST = 2000 };

/* The columns in the order of the file that we hand out. */
enum application_column {
    APPLICATION_NUMBER,
    APPLICATION_MUNICIPALITY_CODE,
    APPLICATION_MUNICIPALITY_NAME,
    APPLICATION_SCHEME,
    APPLICATION_DEPARTMENT,
    APPLICATION_POSITION,
    APPLICATION_FAMILY_NAME,
    APPLICATION_GIVEN_NAME,
    APPLICATION_FAMILY_KANA,
    APPLICATION_GIVEN_KANA,
    APPLICATION_TELEPHONE,
    APPLICATION_MAIL,
    APPLICATION_REMARKS,
    APPLICATION_POSTAL_CODE,
    APPLICATION_ADDRESS,
    APPLICATION_COLUMN_COUNT
};

/* The table's entry of a column. */
const struct item_spec *application_column_spec(enum application_column column);

/* A municipality as the check needs it. */
struct application_municipality {
    int64_t id;
    const char *code;
    const char *name;
    bool handles_nanbyo;
    bool handles_shoman;
};

LIST_TYPE(application_municipalities, struct application_municipality);

/* One checked applicant. */
struct application {
    int64_t row; /* as Excel counts */
    int64_t municipality_id;
    const char *scheme; /* nanbyo, shoman or both */
    struct user_values person;
    const char *postal_code; /* 100-0001 */
    const char *address;
};

LIST_TYPE(applications, struct application);

struct application_check;

/* A check of one file; all that it gives lives in `arena`, lines in the report's. */
struct application_check *application_check_new(struct arena *arena, const struct application_municipalities *known,
    struct import_report *report);

/* Checks the next row. False: the rest need not be read (no usable headings, too many rows). */
bool application_check_row(struct application_check *check, int64_t number, const struct import_cell *cells,
    size_t count);

/* After the last row: a file without applicants is a problem. Gives the applicants that were fine. */
const struct applications *application_check_finish(struct application_check *check);

/* Adds a problem that only the database knows to the mail cell of an applicant. */
void application_check_taken(struct application_check *check, const struct application *applicant);

/* 難病, 小慢, 難病・小慢. */
const char *application_scheme_label(const char *word);

#endif
