/* Whole tables as SQL text: for nsdb-admin backup, whose restore runs the text by store_execute(). */
#ifndef NSDB_TABLE_COPY_H
#define NSDB_TABLE_COPY_H

#include "store.h"

/* Takes one statement, which holds `rows` rows of the table: 0 for its definition. The statement is gone after the
 * call. Any result but OK ends the copying and is given back. */
typedef enum result table_copy_take(void *context, const char *statement, size_t rows);

/* Gives the table's definition (CREATE TABLE …, with the place of its AUTO_INCREMENT), then its rows as INSERT
 * statements of about 256 KiB, a row never divided. Columns that the server computes are left out. Runs inside
 * store_transaction(): all tables of one transaction are copied as they were at one moment, whatever others commit
 * meanwhile. No statement may run on this store until it returns. The text holds no 0 byte; it wants sql_mode without
 * NO_BACKSLASH_ESCAPES. */
enum result table_copy(struct store *store, const char *table, table_copy_take *take, void *context) MUST_USE;

/* How many rows the table has. */
enum result table_count(struct store *store, const char *table, int64_t *rows_out) MUST_USE;

#endif
