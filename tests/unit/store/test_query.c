/* The statement compiler: what it accepts and what it refuses, with the line it names (I01: only named,
 * parameterised statements exist), which grants it finds (Z10), and what it writes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "buffer.h"
#include "query.h"
#include "text.h"

static struct arena *arena;

static struct query_file read(const char *text, struct problems *problems)
{
    struct query_file file;
    *problems = (struct problems){.arena = arena};
    query_read(arena, "x.sql", "x", text, &file, problems);
    return file;
}

static struct query_file accept(const char *text)
{
    struct problems problems;
    struct query_file file = read(text, &problems);
    for (size_t i = 0; i < problems.list.count; i++)
        print_error("%s\n", problems.list.items[i]);
    assert_int_equal(problems.list.count, 0);
    return file;
}

static void sql_is_kept_but_for_comments_and_parameters(void **state)
{
    static const struct {
        const char *sql;
        const char *expected;
    } cases[] = {
        {"SELECT a FROM t WHERE b = :b", "SELECT a FROM t WHERE b = ?"},
        {"SELECT a FROM t WHERE b = :b OR c = :b;", "SELECT a FROM t WHERE b = ? OR c = ?"},
        {"SELECT a\n  FROM t -- :no\n WHERE b=:b # :no\n", "SELECT a FROM t WHERE b=?"},
        {"SELECT a /* :no ' */ FROM t WHERE b = :b", "SELECT a FROM t WHERE b = ?"},
        {"SELECT ':no' FROM t WHERE b = :b", "SELECT ':no' FROM t WHERE b = ?"},
        {"SELECT 'it''s :no', 'a\\':no' FROM t WHERE b = :b", NULL},
        {"SELECT \":no\" FROM t WHERE b = :b", "SELECT \":no\" FROM t WHERE b = ?"},
        {"SELECT `:no` FROM t WHERE b = :b", "SELECT `:no` FROM t WHERE b = ?"},
        {"SELECT a FROM t WHERE at < '12:30:00' AND b = :b", "SELECT a FROM t WHERE at < '12:30:00' AND b = ?"},
        {"SELECT @x := a::b FROM t WHERE b=:b", "SELECT @x := a::b FROM t WHERE b=?"},
        {"SELECT a-:b FROM t", "SELECT a-? FROM t"},
        {"SELECT a--1 FROM t WHERE b = :b", "SELECT a--1 FROM t WHERE b = ?"},
        {"SELECT '日本:語' FROM t WHERE b = :b", "SELECT '日本:語' FROM t WHERE b = ?"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *gives = cases[i].expected == NULL ? "c text, d text" : "c text";
        struct query_file file = accept(arena_format(arena,
            "-- name: q\n-- takes: b number\n-- gives: one %s\n%s", gives, cases[i].sql));
        assert_int_equal(file.queries.count, 1);
        assert_string_equal(file.queries.items[0].sql, cases[i].expected == NULL
            ? "SELECT 'it''s :no', 'a\\':no' FROM t WHERE b = ?" : cases[i].expected);
    }
}

static void refused_with_line_and_sentence(void **state)
{
    static const struct {
        const char *text;
        const char *problem;
    } cases[] = {
        {"SELECT 1", "x.sql:1: SQL before the first"},
        {"-- name: a", "x.sql:1: a has no SQL"},
        {"-- name: A\nDELETE FROM t", "x.sql:1: \"A\" cannot be a statement's name"},
        {"-- name: a\nDELETE FROM t\n-- name: a\nDELETE FROM t", "x.sql:3: The name \"a\" is taken in line 1"},
        {"-- name: a\n-- takes: b txt\nDELETE FROM t WHERE b = :b", "x.sql:2: Unknown type \"txt\" of \"b\""},
        {"-- name: a\n-- takes: b\nDELETE FROM t WHERE b = :b", "x.sql:2: Expected \"name type\""},
        {"-- name: a\n-- takes: b text, b text\nDELETE FROM t WHERE b = :b", "x.sql:2: The name \"b\" stands twice"},
        {"-- name: a\n-- takes: int text\nDELETE FROM t WHERE b = :int", "x.sql:2: \"int\" cannot be a name"},
        {"-- name: a\n-- takes: B text\nDELETE FROM t WHERE b = :B", "x.sql:2: \"B\" cannot be a name"},
        {"-- name: a\n-- takes: b text\nDELETE FROM t", "x.sql:1: a takes \"b\" but never uses :b"},
        {"-- name: a\nDELETE FROM t\n\nWHERE b = :b", "x.sql:4: :b is not declared"},
        {"-- name: a\nDELETE FROM t WHERE b = 'x", "x.sql:2: The quote ' is never closed"},
        {"-- name: a\nDELETE FROM t WHERE b = ?", "x.sql:2: Write :name instead of \"?\""},
        {"-- name: a\nDELETE FROM t WHERE (b = 1", "x.sql:2: The round brackets of a do not match"},
        {"-- name: a\nDELETE FROM t; DELETE FROM u", "x.sql:2: One statement only"},
        {"-- name: a\nSELECT b FROM t", "x.sql:1: a selects rows"},
        {"-- name: a\n-- gives: many\nSELECT b FROM t", "x.sql:2: a gives rows but names no columns"},
        {"-- name: a\n-- gives: one b text\nSELECT b, c FROM t", "x.sql:1: a gives 1 columns but its SQL selects 2"},
        {"-- name: a\n-- gives: one b text\nSELECT * FROM t", "x.sql:3: Name the columns of a"},
        {"-- name: a\n-- gives: one b text\nSELECT t.* FROM t", "x.sql:3: Name the columns of a"},
        {"-- name: a\n-- gives: one b text\nDELETE FROM t", "x.sql:1: a gives rows but has no SELECT"},
        {"-- name: a\n-- gives: some b text\nSELECT b FROM t", "x.sql:2: Unknown \"gives: some\""},
        {"-- name: a\n-- gives: id\nDELETE FROM t", "x.sql:2: Only an INSERT can give an id"},
        {"-- name: a\n-- gives: id b text\nINSERT INTO t VALUES (1)", "x.sql:2: Nothing can follow \"gives: id\""},
        {"-- name: a\n-- gives: id\n-- gives: id\nINSERT INTO t VALUES (1)", "x.sql:3: \"gives\" stands twice"},
        {"-- name: a\n-- bulk: no\nDELETE FROM t", "x.sql:2: Only \"bulk: yes\" is known"},
        {"-- name: a\n-- bulk: yes\nDELETE FROM t", "x.sql:1: a cannot be bulk"},
        {"-- name: a\nLOAD DATA INFILE 'x' INTO TABLE t", "x.sql:2: a starts with \"LOAD\""},
        {"-- name: a\n-- takes: like nobody\nDELETE FROM t", "x.sql:2: There is no \"nobody\" above"},
        {"-- name: a\nDELETE FROM t WHERE [nothing]", "There is no part \"nothing\" above"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct problems problems;
        read(cases[i].text, &problems);
        assert_true(problems.list.count > 0);
        if (strstr(problems.list.items[0], cases[i].problem) == NULL) {
            print_error("%s\n  says %s\n", cases[i].text, problems.list.items[0]);
            fail();
        }
    }
}

static const char *tables_of(const struct query *query)
{
    struct buffer out = buffer_in(arena);
    for (size_t i = 0; i < query->tables.count; i++)
        buffer_format(&out, "%s%s:%s%s%s%s", i > 0 ? " " : "", query->tables.items[i].name,
            query->tables.items[i].privileges & PRIVILEGE_SELECT ? "s" : "",
            query->tables.items[i].privileges & PRIVILEGE_INSERT ? "i" : "",
            query->tables.items[i].privileges & PRIVILEGE_UPDATE ? "u" : "",
            query->tables.items[i].privileges & PRIVILEGE_DELETE ? "d" : "");
    return buffer_text(&out);
}

static void tables_and_privileges_are_found(void **state)
{
    static const struct {
        const char *sql;
        const char *expected;
    } cases[] = {
        {"INSERT INTO t (a) VALUES (1)", "t:i"},
        {"INSERT IGNORE INTO t (a) VALUES (1)", "t:i"},
        {"INSERT INTO t (a) VALUES (1) ON DUPLICATE KEY UPDATE a = a + 1", "t:siu"},
        {"INSERT INTO t (a) SELECT b FROM u JOIN v ON u.x = v.x", "t:i u:s v:s"},
        {"REPLACE INTO t (a) VALUES (1)", "t:id"},
        {"UPDATE t SET a = 1", "t:su"},
        {"UPDATE t AS x JOIN u ON u.i = x.i SET x.a = u.a", "t:su u:s"},
        {"UPDATE t, u SET t.a = u.a, u.b = 1", "t:su u:su"},
        {"UPDATE t SET a = (SELECT MAX(b) FROM u)", "t:su u:s"},
        {"DELETE FROM t WHERE a IN (SELECT b FROM `u`)", "t:sd u:s"},
        {"UPDATE t x JOIN u y ON u.i = x.i SET y.a = x.a, y.b = IF(x.c, 1, 2) WHERE x.d = 1", "t:s u:su"},
        {"DELETE x FROM t x JOIN u AS y ON y.a = x.a", "t:sd u:s"},
        {"DELETE y FROM t x JOIN u AS y ON y.a = x.a", "u:sd t:s"},
        {"DELETE t FROM t JOIN u ON t.a = u.a", "t:sd u:s"},
        {"DELETE FROM t WHERE a = EXTRACT(YEAR FROM b)", "t:sd"},
        {"INSERT INTO t (a) VALUES (1) RETURNING a", "t:si"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool gives = strstr(cases[i].sql, "RETURNING") != NULL;
        struct query_file file = accept(arena_format(arena, "-- name: q\n%s%s", gives ? "-- gives: one a text\n" : "",
            cases[i].sql));
        assert_string_equal(tables_of(&file.queries.items[0]), cases[i].expected);
    }
}

static void tables_that_are_read_are_found(void **state)
{
    static const struct {
        const char *sql;
        const char *expected;
    } cases[] = {
        {"SELECT a FROM t", "t:s"},
        {"SELECT NOW(6)", ""},
        {"SELECT a FROM t, u AS v, w WHERE t.x IN (1, 2) ORDER BY b, c", "t:s u:s w:s"},
        {"SELECT a FROM t x LEFT JOIN u ON 1 STRAIGHT_JOIN v FOR UPDATE", "t:s u:s v:s"},
        {"SELECT STRAIGHT_JOIN a FROM t x JOIN u", "t:s u:s"},
        {"SELECT (SELECT MAX(b) FROM u) FROM t LOCK IN SHARE MODE", "u:s t:s"},
        {"SELECT a FROM (SELECT a FROM t GROUP BY a, b) d", "t:s"},
        {"SELECT TRIM(BOTH 'x' FROM a) FROM t", "t:s"},
        {"WITH d AS (SELECT a FROM t) SELECT a FROM d JOIN u", "t:s u:s"},
        {"SELECT a FROM t UNION ALL SELECT b FROM u", "t:s u:s"},
        {"SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.a = t.a)", "t:s u:s"},
        {"SELECT table_name FROM information_schema.tables", ""},
        {"SELECT a FROM JSON_TABLE('[1]', '$[*]' COLUMNS (a INT PATH '$')) j JOIN t", "t:s"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct query_file file = accept(arena_format(arena, "-- name: q\n-- gives: many a text\n%s", cases[i].sql));
        assert_string_equal(tables_of(&file.queries.items[0]), cases[i].expected);
    }
}

static void header_lines_are_read(void **state)
{
    (void)state;
    struct query_file file = accept("-- A file's own words.\n\n-- name: a\n-- Says what it does.\n-- In two lines.\n"
        "-- takes: x number, y text?,\n--   z day\n-- bulk: yes\nINSERT INTO t VALUES (:x, :y, :z, :x)\n\n"
        "-- name: b\n-- gives: many n number, p bytes?\nSELECT n, p FROM t\n");
    const struct query *a = &file.queries.items[0];
    const struct query *b = &file.queries.items[1];
    assert_int_equal(file.queries.count, 2);
    assert_string_equal(a->explanation, "Says what it does.\nIn two lines.");
    assert_int_equal(a->takes.count, 3);
    assert_int_equal(a->takes.items[2].type, QUERY_DAY);
    assert_int_equal(a->parameters.count, 4);
    assert_int_equal(a->parameters.items[3], 0);
    assert_true(a->bulk);
    assert_int_equal(b->kind, GIVES_MANY);
    assert_int_equal(b->gives.items[1].type, QUERY_BYTES);
}

static void written_code_has_the_promised_names(void **state)
{
    static const char *const header[] = {"struct a_in {\n    int64_t x;\n    const char *y;\n};", "/* Says. */",
        "enum result a(struct store *store, const struct a_in *in, int64_t *changed_out) MUST_USE;",
        "enum result a_bulk(struct store *store, const struct a_in *rows, size_t count) MUST_USE;",
        "struct b_rows {\n    struct b_out *items;\n    size_t count;\n    size_t capacity;\n};",
        "enum result b(struct store *store, struct arena *arena,\n    struct b_rows *rows_out) MUST_USE;",
        "enum result c(struct store *store, int64_t *id_out) MUST_USE;"};
    struct query_file file = accept("-- name: a\n-- Says.\n-- takes: x number, y text\n-- bulk: yes\n"
        "INSERT INTO t VALUES (:x, :y)\n-- name: b\n-- gives: many d day\nSELECT d FROM t WHERE e = \"?\\\\\"\n"
        "-- name: c\n-- gives: id\nINSERT INTO t VALUES ()");
    (void)state;
    const char *text = query_header(arena, &file);
    for (size_t i = 0; i < sizeof header / sizeof *header; i++)
        assert_non_null(strstr(text, header[i]));
    const char *source = query_source(arena, &file);
    assert_non_null(strstr(source, ".sql = \"INSERT INTO t VALUES (\\?, \\?)\""));
    assert_non_null(strstr(source, "e = \\\"\\?\\\\\\\\\\\"\""));
    assert_string_equal(query_manifest(arena, &file, 1), "a t INSERT\nb t SELECT\nc t INSERT\n");
    assert_non_null(strstr(query_catalogue(arena, &file, 1), "&b_statement,\n    &c_statement,\n    NULL"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sql_is_kept_but_for_comments_and_parameters),
        cmocka_unit_test(refused_with_line_and_sentence),
        cmocka_unit_test(tables_and_privileges_are_found),
        cmocka_unit_test(tables_that_are_read_are_found),
        cmocka_unit_test(header_lines_are_read),
        cmocka_unit_test(written_code_has_the_promised_names),
    };
    arena = arena_new();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
