/* nsdb-admin's readers of files: migrations split into statements, grant files read strictly (Z10). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "grant_list.h"
#include "sql_script.h"

static struct arena *arena;

static void scripts_are_split_at_their_semicolons(void **state)
{
    static const struct {
        const char *text;
        size_t count;
        const char *last;
    } cases[] = {
        {"", 0, NULL},
        {" \n-- nothing; here\n", 0, NULL},
        {"A", 1, "A"},
        {"A;\nB;\n", 2, "B"},
        {"A 'x;y' \"a;\" `b;`;", 1, "A 'x;y' \"a;\" `b;`"},
        {"A 'it''s; \\'; ok'; B", 2, "B"},
        {"A /* ; */ B; # c;\nD -- e;\nF", 2, "D \nF"},
        {"A;;;B", 2, "B"},
        {"COMMENT 'never; closed", 1, "COMMENT 'never; closed"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sql_script script = sql_script_split(arena, cases[i].text);
        assert_int_equal(script.count, cases[i].count);
        if (script.count > 0)
            assert_string_equal(script.items[script.count - 1], cases[i].last);
    }
}

static void checksums_cover_the_statements_done(void **state)
{
    struct sql_script script = sql_script_split(arena, "-- words\nA;\nB;");
    (void)state;
    assert_string_equal(sql_script_joined(arena, &script, 0), "");
    assert_string_equal(sql_script_joined(arena, &script, 1), "A;\n");
    assert_string_equal(sql_script_joined(arena, &script, 2), "A;\nB;\n");
}

static void grant_files_are_read_strictly(void **state)
{
    static const struct {
        const char *text;
        int wrong_line; /* 0: accepted */
    } cases[] = {
        {"-- words\n\nGRANT SELECT, INSERT ON :schema.account TO :user;\n", 0},
        {"GRANT SELECT ON :schema.account TO :user;\nGRANT ALL ON :schema.account TO :user;\n", 2},
        {"GRANT SELECT ON :schema.* TO :user;", 1},
        {"GRANT SELECT ON :schema.account TO root;", 1},
        {"GRANT SELECT ON mysql.user TO :user;", 1},
        {"GRANT SELECT ON :schema.account TO :user; DROP TABLE account;", 1},
        {"GRANT SELECT ON :schema.account` TO :user;", 1},
        {"\n\nDROP USER root;", 3},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct grant_list list;
        int line = 0;
        bool accepted = grant_list_read(arena, cases[i].text, &list, &line);
        assert_int_equal(accepted, cases[i].wrong_line == 0);
        if (!accepted)
            assert_int_equal(line, cases[i].wrong_line);
    }
}

static void grants_are_found_again(void **state)
{
    struct grant_list list;
    int line = 0;
    (void)state;
    assert_true(grant_list_read(arena, "GRANT SELECT, DELETE ON :schema.session TO :user;", &list, &line));
    assert_int_equal(list.count, 2);
    assert_true(grant_list_has(&list, &(struct table_grant){"session", "DELETE"}));
    assert_false(grant_list_has(&list, &(struct table_grant){"session", "UPDATE"}));
    assert_false(grant_list_has(&list, &(struct table_grant){"account", "SELECT"}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scripts_are_split_at_their_semicolons),
        cmocka_unit_test(checksums_cover_the_statements_done),
        cmocka_unit_test(grant_files_are_read_strictly),
        cmocka_unit_test(grants_are_found_again),
    };
    arena = arena_new();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
