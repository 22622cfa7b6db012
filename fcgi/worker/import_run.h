/* One run over an uploaded file: read, check, ask the database, and (for a registration) write, in batches of
 * 500 rows. */
#ifndef NSDB_IMPORT_RUN_H
#define NSDB_IMPORT_RUN_H

#include "bulk_import_query.h"
#include "designated_doctor_store.h"
#include "import_check.h"
#include "lane.h"
#include "table_source.h"

struct import_run {
    struct lane *lane;
    int64_t import_id;
    const struct import_claimed_out *import;
    struct designated_doctor_rules rules;
    struct doctor_registrar registrar;
    bool writing; /* a registration, inside its transaction; else a check */

    /* Of the run under way; made anew by each. */
    struct arena *arena;
    struct import_report report;
    enum table_format format;
    int64_t rows; /* 0 when the file could not be read to its end: nobody knows how many it has */
    int64_t count_new;
    int64_t count_added;
    struct doctor_registration *told; /* rows whose answers tell of others' IDs */
    size_t told_count;
};

/* Reads the whole file. OK: every row is fine (and written, when `writing`). REFUSED: the report says why.
 * CONFLICT: another registration was first, run again. Everything lives in run->arena, which the caller ends.
 */
enum result import_run(struct import_run *run) MUST_USE;

#endif
