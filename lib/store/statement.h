/* What the generated statement functions stand on. Only generated code includes this file.
 *
 * A file sql/query/account.sql holds statements like
 *
 *   -- name: account_by_login_id
 *   -- Finds a live account for sign-in.
 *   -- takes: login_id text
 *   -- gives: one id number, family_name text, locked_at text?
 *   SELECT id, family_name, locked_at FROM account WHERE login_id = :login_id AND state <> 'deleted'
 *
 * and becomes, in account_query.h,
 *
 *   struct account_by_login_id_in  { const char *login_id; };
 *   struct account_by_login_id_out { int64_t id; const char *family_name; const char *locked_at; };
 *   enum result account_by_login_id(struct store *, struct arena *, const struct account_by_login_id_in *,
 *       struct account_by_login_id_out *out) MUST_USE;
 *
 * gives: one …   OK or NOT_FOUND; texts and bytes live in the arena.
 * gives: many …  fills a struct NAME_rows { struct NAME_out *items; size_t count; size_t capacity; }.
 * gives: nothing (or no gives line): enum result NAME(struct store *, const struct NAME_in *,
 *                int64_t *changed_out), changed_out may be NULL: rows inserted, or changed; a duplicate
 *                key is CONFLICT (store_conflict_key() names it).
 * gives: id      as nothing, but the last parameter is int64_t *id_out: the AUTO_INCREMENT id.
 * bulk: yes      besides, enum result NAME_bulk(struct store *, const struct NAME_in *rows, size_t count)
 *                by array binding, in slices of 1,000.
 * Statements without parameters take no _in.
 *
 * Statements of one family share text and structs: "-- part: NAME" names a piece of SQL that stands as [NAME] in the
 * statements below it; "-- shape: NAME" with takes and gives lines names structs without SQL, and
 * "takes: like NAME" or "gives: like NAME" uses them (a parameter of a shape may stay unused).
 *
 * Types: number (int64_t), text (const char *), bytes (struct bytes), day (struct day; DAY_NONE is NULL).
 * text and bytes may be NULL both ways (NULL pointer). A NULL number reads as 0; to write one say
 * NULLIF(:name, 0). DATETIME columns are text. `:name` may stand several times. A `?` after a type says
 * to the reader that it may be NULL. A takes or gives line that ends with a comma goes on in the next
 * comment line; other comment lines become the comment above the prototype. SELECT * is refused: the
 * columns are named in the order of the gives line. */
#ifndef NSDB_STATEMENT_H
#define NSDB_STATEMENT_H

#include "store.h"

enum statement_type { STATEMENT_NUMBER, STATEMENT_TEXT, STATEMENT_BYTES, STATEMENT_DAY };

/* One parameter or column: its type and its place in the _in or _out struct. */
struct statement_field {
    enum statement_type type;
    size_t offset;
};

struct statement {
    const char *name;
    const char *sql;                      /* with ? for each parameter */
    const struct statement_field *takes;  /* one for each ?, in order */
    size_t takes_count;
    const struct statement_field *gives;
    size_t gives_count;
    size_t in_size;
    size_t out_size;
};

struct statement_rows {
    void *items;
    size_t count;
    size_t capacity;
};

/* What generated functions call, one for each kind of `gives:`: one row, many rows, none, and whole arrays. */
enum result statement_one(struct store *store, struct arena *arena, const struct statement *statement,
    const void *in, void *out) MUST_USE;
enum result statement_many(struct store *store, struct arena *arena, const struct statement *statement,
    const void *in, struct statement_rows *rows_out) MUST_USE;
enum result statement_run(struct store *store, const struct statement *statement, const void *in,
    int64_t *changed_out, int64_t *id_out) MUST_USE;
enum result statement_bulk(struct store *store, const struct statement *statement, const void *rows,
    size_t count) MUST_USE;

#endif
