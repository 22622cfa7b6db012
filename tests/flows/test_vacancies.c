/* The list of institutions without 責任者 shows 100 and says that there are more, and nothing of it where all of
 * them are shown. */
#include "world_site.h"

#include <string.h>

#include "text.h"

/* So many institutions more, each with one doctor of municipality 1 and without 責任者. */
static void add_vacancies(int first, int count)
{
    const char *from = arena_format(life, "FROM seq_%d_to_%d", first, first + count - 1);
    world_run(arena_format(life, "INSERT INTO medical_institution (id, reference, code, name, name_folded) "
        "SELECT seq, CONCAT('V', seq), CONCAT('99', seq), CONCAT('空席病院', seq), '' %s", from));
    world_run(arena_format(life, "INSERT INTO account (id, reference, login_id, role, medical_register_number, family_name, "
        "given_name, name_folded, kana_folded, issue_state) SELECT seq, CONCAT('V', seq), CONCAT('V', seq), 'doctor', seq, "
        "'見本', '太郎', '', '', 'active' %s", from));
    world_run(arena_format(life, "INSERT INTO designation (id, reference, account_id, scheme, kind, number, municipality_id, "
        "institution_id, certified_on, expires_on, kana_sort) SELECT seq, CONCAT('V', seq), seq, 'nanbyo', 'nanbyo', "
        "CONCAT('V', seq), 1, seq, '2026-04-01', '2031-03-31', '' %s", from));
}

static int rows_of(const char *page)
{
    int count = 0;
    for (const char *at = page; (at = strstr(at, "<th scope=\"row\"")) != NULL; at++)
        count++;
    return count;
}

static const char *list_of(const struct guest *clerk)
{
    struct answer answer = site_get(site, life, clerk, "/institution/vacancies");
    assert_int_equal(answer.status, 200);
    return arena_text_part(life, (const char *)answer.body.data, answer.body.size);
}

static void a_long_list_says_that_there_is_more(void **state)
{
    (void)state;
    world_make(&world, &visitor, ROLE_MUNICIPALITY_STAFF);
    struct guest clerk = site_guest(life, visitor.app.store, WORLD_ACTOR);
    int few = rows_of(list_of(&clerk));
    assert_true(few < 100);
    add_vacancies(10001, 100 - few);
    assert_int_equal(rows_of(list_of(&clerk)), 100);
    assert_null(strstr(list_of(&clerk), "多いため"));
    add_vacancies(20001, 2);
    assert_int_equal(rows_of(list_of(&clerk)), 100);
    assert_non_null(strstr(list_of(&clerk), "はじめの100か所を表示しています"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_long_list_says_that_there_is_more),
    };
    return cmocka_run_group_tests(tests, open_clerks_site, close_world_site);
}
