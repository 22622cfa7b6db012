/* 医療機関ユーザ検索 of a municipality through its program: more than 1,000 notices leave in numbered parts
 * that lose nobody while they are printed, 発送一覧 names the same people in the same order, rows without a box say why,
 * and one ID tells where it stands. */
#include "world_site.h"

#include <string.h>

#include "text.h"

enum { MANY = 1100, FIRST = 100001, PLACES = 4, CODE_LENGTH = 10 };

#define CROWD "state=unissued&expires_from=2041-01-01&sort=institution"

static struct guest clerk;

/* Doctors whose designations were added to logins in use, at institutions whose numbers fall while their ids rise. */
static int begin(void **state)
{
    (void)state;
    world_make(&world, &visitor, ROLE_MUNICIPALITY_STAFF);
    clerk = site_guest(life, visitor.app.store, WORLD_ACTOR);
    world_run(arena_format(life, "INSERT INTO medical_institution (id, reference, code, name, name_folded) "
        "SELECT seq, CONCAT('P', seq), CONCAT('99000000', %d - seq), CONCAT('部数病院', seq), '' FROM seq_%d_to_%d",
        FIRST + 50, FIRST, FIRST + PLACES - 1));
    const char *from = arena_format(life, "FROM seq_%d_to_%d", FIRST, FIRST + MANY - 1);
    world_run(arena_format(life, "INSERT INTO account (id, reference, login_id, role, medical_register_number, family_name, "
        "given_name, name_folded, kana_folded, issue_state) SELECT seq, CONCAT('P', seq), CONCAT('P', seq), 'doctor', seq, "
        "'見本', '太郎', '', '', 'active' %s", from));
    world_run(arena_format(life, "INSERT INTO designation (id, reference, account_id, scheme, kind, number, municipality_id, "
        "institution_id, certified_on, expires_on, added_to_login, kana_sort) SELECT seq, CONCAT('P', seq), seq, 'shoman', "
        "'shoman', CONCAT('P', seq), 1, %d + seq %% %d, '2026-04-01', '2041-03-31', 1, '' %s", FIRST, PLACES, from));
    return 0;
}

static const char *page(const char *path)
{
    struct answer answer = site_get(site, life, &clerk, path);
    assert_int_equal(answer.status, 200);
    return arena_text_part(life, (const char *)answer.body.data, answer.body.size);
}

static const char *value_of(const char *text, const char *field)
{
    const char *mark = arena_format(life, "name=\"%s\" value=\"", field);
    const char *at = strstr(text, mark);
    assert_non_null(at);
    at += strlen(mark);
    return arena_text_part(life, at, strcspn(at, "\""));
}

static void print_part(const char *as_of, int part)
{
    struct answer answer = site_post(site, life, &clerk, "/institution/users/notices/all",
        arena_format(life, CROWD "&as_of=%s&part=%d", as_of, part));
    assert_int_equal(answer.status, 200);
    assert_memory_equal(answer.body.data, "%PDF-", 5);
}

static void left_unprinted(int count)
{
    test_count(visitor.app.store, count, arena_format(life, "designation WHERE id >= %d AND notice_printed_at IS NULL", FIRST));
}

/* Rows of the file, whose institutions must not fall. */
static int rows_in_order(const char *file)
{
    int rows = 0;
    const char *before = "";
    for (const char *at = file; (at = strstr(at, "\r\n")) != NULL && at[2] != 0; rows++) {
        at += 2;
        const char *code = strchr(at, ',') + 1;
        code = arena_text_part(life, code + (*code == '"'), CODE_LENGTH);
        assert_true(strcmp(before, code) <= 0);
        before = code;
    }
    return rows;
}

static void parts_lose_nobody(void **state)
{
    (void)state;
    const char *first = page("/institution/users?" CROWD);
    assert_non_null(strstr(first, "1,000件以上"));
    assert_non_null(strstr(first, "件数を数えて"));
    const char *counted = page("/institution/users?parts=all&" CROWD);
    assert_non_null(strstr(counted, "1100件"));
    assert_non_null(strstr(counted, "1〜1000件目の通知書を出力"));
    assert_non_null(strstr(counted, "1001〜1100件目の通知書を出力"));
    assert_null(strstr(counted, "1101〜"));
    const char *as_of = value_of(counted, "as_of");
    print_part(as_of, 1);
    left_unprinted(MANY - 1000);
    print_part(as_of, 2);
    left_unprinted(0);
    print_part(as_of, 2);
    assert_int_equal(rows_in_order(page(arena_format(life, "/institution/users/dispatch.csv?" CROWD "&as_of=%s", as_of))), MANY);
    assert_int_equal(rows_in_order(page("/institution/users/dispatch.csv?" CROWD)), 0);
}

static void the_dispatch_list_is_complete_and_ordered(void **state)
{
    (void)state;
    assert_int_equal(rows_in_order(page("/institution/users/dispatch.csv?expires_from=2041-01-01&sort=kana")), MANY);
    assert_int_equal(rows_in_order(page(arena_format(life, "/institution/users/dispatch.csv?login_id=P%d", FIRST))), 1);
    struct answer answer = site_get(site, life, &clerk, "/institution/users/dispatch.xlsx?expires_from=2041-01-01");
    assert_int_equal(answer.status, 200);
    assert_memory_equal(answer.body.data, "PK", 2);
}

/* 0件 says what may be the reason. */
static void nothing_found_says_why(void **state)
{
    (void)state;
    assert_non_null(strstr(page("/institution/users?name=%E9%AB%98%E6%A9%8B"), "フリガナでも探してください"));
    assert_null(strstr(page("/institution/users?number=nobody"), "フリガナでも探してください"));
    struct answer answer = site_get(site, life, &clerk, "/institution/users?expires_from=2041-01-02&expires_to=2041-01-01");
    assert_int_equal(answer.status, 422);
    const char *told = arena_text_part(life, (const char *)answer.body.data, answer.body.size);
    assert_non_null(strstr(told, "有効期限（まで）の日付が、有効期限（から）より前です"));
}

static void rows_without_a_box_say_why(void **state)
{
    (void)state;
    const char *one = arena_format(life, "/institution/users?login_id=P%d", FIRST);
    const char *box = "class=\"nsdb-check\"";
    assert_non_null(strstr(page(one), box));
    world_run(arena_format(life, "UPDATE account SET locked_at = NOW(6) WHERE id = %d", FIRST));
    assert_null(strstr(page(one), box));
    assert_non_null(strstr(page(one), "ロック中のため選べません"));
    assert_non_null(strstr(page(arena_format(life, "%s&mode=bulk", one)), box));
    world_run(arena_format(life, "UPDATE account SET locked_at = NULL WHERE id = %d", FIRST));
    world_run(arena_format(life, "UPDATE designation SET certified_on = '2019-04-01', expires_on = '2020-03-31' WHERE id = %d", FIRST));
    assert_null(strstr(page(one), box));
    assert_non_null(strstr(page(one), "有効期限切れのため選べません"));
}

static void one_id_tells_where_it_stands(void **state)
{
    (void)state;
    const char *one = arena_format(life, "/institution/users?login_id=P%d", FIRST);
    world_run(arena_format(life, "INSERT INTO initial_password (account_id, slip_number, sealed, issued_at, expires_at, printed_count) "
        "VALUES (%d, 3, 'x', '2020-01-05', '2020-04-05', 2)", FIRST));
    world_run(arena_format(life, "INSERT INTO first_signin (account_id, purpose, step, updated_at) VALUES (%d, 'first', 'key', NOW(6))",
        FIRST));
    const char *told = page(one);
    assert_non_null(strstr(told, "期限切れです"));
    assert_non_null(strstr(told, "3（この番号の通知書の出力：2回）"));
    assert_non_null(strstr(told, "暗号化鍵ファイルの登録がまだです"));
    assert_non_null(strstr(told, "まだログインしていません"));
    assert_null(strstr(page("/institution/users?" CROWD), "暗号化鍵ファイルの登録がまだです"));
}

/* the menu leads to the IDs whose notice must be printed again. */
static void the_menu_leads_to_reprints(void **state)
{
    (void)state;
    static const char link[] = "/institution/users?notice=reprint";
    world_run(arena_format(life, "UPDATE designation SET reprint_wanted = 0"));
    assert_null(strstr(page("/account/"), link));
    world_run(arena_format(life, "UPDATE designation SET reprint_wanted = 1 WHERE id = %d", FIRST));
    assert_non_null(strstr(page("/account/"), link));
    assert_non_null(strstr(page(link), arena_format(life, "P%d", FIRST)));
    assert_non_null(strstr(page(link), "検索結果　1件"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(parts_lose_nobody, begin),
        cmocka_unit_test_setup(the_dispatch_list_is_complete_and_ordered, begin),
        cmocka_unit_test_setup(nothing_found_says_why, begin),
        cmocka_unit_test_setup(rows_without_a_box_say_why, begin),
        cmocka_unit_test_setup(one_id_tells_where_it_stands, begin),
        cmocka_unit_test_setup(the_menu_leads_to_reprints, begin),
    };
    return cmocka_run_group_tests(tests, open_clerks_site, close_world_site);
}
