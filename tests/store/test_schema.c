/* The migrated schema: every named statement can be prepared on it, with the privileges that the grant files give
 * for it and no more; every column has its sentence; every table is InnoDB with a primary key. */
#include "test_store.h"

#include <mysql.h>

#include "statement.h"
#include "text.h"

extern const struct statement *const statement_catalogue[];

static struct arena *arena;
static MYSQL *owner;

static MYSQL *connect_as(const char *user)
{
    MYSQL *mysql = mysql_init(NULL);
    if (mysql_real_connect(mysql, NULL, user, NULL, getenv("NSDB_TEST_SCHEMA"), 0, getenv("NSDB_TEST_SOCKET"),
        0) == NULL) {
        fprintf(stderr, "%s\n", mysql_error(mysql));
        exit(1);
    }
    return mysql;
}

static void run(const char *sql)
{
    if (mysql_real_query(owner, sql, strlen(sql)) != 0) {
        print_error("%s: %s\n", sql, mysql_error(owner));
        fail();
    }
}

/* Grants or revokes the lines of the manifest that belong to the statement. */
static void change_grants(const char *manifest, const char *statement, bool give)
{
    char *rest = NULL;
    char *copy = arena_text(arena, manifest);
    for (char *line = strtok_r(copy, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
        char *words = NULL;
        const char *name = strtok_r(line, " ", &words);
        const char *table = strtok_r(NULL, " ", &words);
        const char *privilege = strtok_r(NULL, " ", &words);
        if (text_equal(name, statement))
            run(arena_format(arena, "%s %s ON %s %s least@localhost", give ? "GRANT" : "REVOKE", privilege, table,
                give ? "TO" : "FROM"));
    }
}

static bool can_prepare(MYSQL *mysql, const struct statement *statement)
{
    MYSQL_STMT *handle = mysql_stmt_init(mysql);
    bool fits = mysql_stmt_prepare(handle, statement->sql, strlen(statement->sql)) == 0;
    if (!fits)
        print_error("%s: %s\n", statement->name, mysql_stmt_error(handle));
    if (fits && (mysql_stmt_param_count(handle) != statement->takes_count
        || mysql_stmt_field_count(handle) != statement->gives_count)) {
        print_error("%s: counts of parameters or columns differ\n", statement->name);
        fits = false;
    }
    mysql_stmt_close(handle);
    return fits;
}

static const char *read_manifest(void)
{
    static char text[1024 * 1024];
    FILE *file = fopen("lib/store/query/manifest", "re");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = 0;
    fclose(file);
    return text;
}

static void every_statement_fits_the_schema_and_its_grants(void **state)
{
    const char *manifest = read_manifest();
    int wrong = 0;
    int count = 0;
    (void)state;
    run("CREATE OR REPLACE USER least@localhost");
    run("CREATE TABLE door (id INT PRIMARY KEY)");
    run("GRANT SELECT ON door TO least@localhost");
    MYSQL *least = connect_as("least");
    for (; statement_catalogue[count] != NULL; count++) {
        const char *name = statement_catalogue[count]->name;
        change_grants(manifest, name, true);
        wrong += !can_prepare(least, statement_catalogue[count]);
        change_grants(manifest, name, false);
    }
    mysql_close(least);
    run("DROP TABLE door");
    print_message("%d statements prepared\n", count);
    assert_int_equal(wrong, 0);
}

static int rows_of(const char *sql)
{
    run(sql);
    MYSQL_RES *rows = mysql_store_result(owner);
    for (MYSQL_ROW row; (row = mysql_fetch_row(rows)) != NULL;)
        print_error("%s.%s\n", row[0], row[1]);
    int count = (int)mysql_num_rows(rows);
    mysql_free_result(rows);
    return count;
}

static void every_column_has_its_sentence(void **state)
{
    (void)state;
    assert_int_equal(rows_of("SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = DATABASE() AND column_comment = ''"), 0);
    assert_int_equal(rows_of("SELECT table_name, '' FROM information_schema.tables"
        " WHERE table_schema = DATABASE() AND table_comment = ''"), 0);
}

static void every_table_is_innodb_with_a_key(void **state)
{
    (void)state;
    assert_int_equal(rows_of("SELECT table_name, engine FROM information_schema.tables"
        " WHERE table_schema = DATABASE() AND (engine <> 'InnoDB' OR table_collation <> 'utf8mb4_nopad_bin')"), 0);
    assert_int_equal(rows_of("SELECT table_name, '' FROM information_schema.tables WHERE table_schema = DATABASE()"
        " AND table_name NOT IN (SELECT table_name FROM information_schema.statistics"
        " WHERE table_schema = DATABASE() AND index_name = 'PRIMARY')"), 0);
    assert_int_equal(rows_of("SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = DATABASE() AND collation_name NOT IN ('ascii_nopad_bin', 'utf8mb4_nopad_bin')"
        " AND column_name <> 'detail'"), 0);
}

static bool opens(void)
{
    struct arena *life = arena_new();
    struct store *store = NULL;
    bool opened = store_open(life, test_settings(arena), "test", &store) == OK;
    arena_free(&life);
    return opened;
}

/* during an upgrade programs of two releases work on one schema, where that is said to be safe. */
static void a_program_takes_a_newer_schema_that_is_compatible(void **state)
{
    (void)state;
    static const struct {
        const char *compatible, *applied;
        int ahead;
        bool works;
    } cases[] = {{"1", "NOW()", 1, true}, {"0", "NOW()", 1, false}, {"1", "NULL", 1, true},
        {"0", "NULL", 1, false}, {"1", "NOW()", 2, true}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        run(arena_format(arena, "INSERT INTO schema_migration VALUES (%lld, 'next', %s, '', 0, NOW(6), %s)",
            (long long)store_schema_version() + cases[i].ahead, cases[i].compatible, cases[i].applied));
        assert_int_equal(opens(), cases[i].works);
        run(arena_format(arena, "DELETE FROM schema_migration "
            "WHERE version > %lld", (long long)store_schema_version()));
    }
    assert_true(opens());
    run(arena_format(arena, "UPDATE schema_migration SET applied_at = NULL "
        "WHERE version = %lld", (long long)store_schema_version()));
    assert_false(opens());
    run("UPDATE schema_migration SET applied_at = NOW(6), version = version + 1000 WHERE applied_at IS NULL");
    assert_false(opens());
    run("UPDATE schema_migration SET version = version - 1000 WHERE version > 1000");
    assert_true(opens());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_statement_fits_the_schema_and_its_grants),
        cmocka_unit_test(every_column_has_its_sentence),
        cmocka_unit_test(every_table_is_innodb_with_a_key),
        cmocka_unit_test(a_program_takes_a_newer_schema_that_is_compatible),
    };
    test_settings(arena = arena_new());
    owner = connect_as("root");
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    mysql_close(owner);
    arena_free(&arena);
    return failed;
}
