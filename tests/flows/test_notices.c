/* Notices through the door of a municipality (R-028… ): before anything is marked as printed, the clerk is
 * told what a bundle over all results leaves out and which characters cannot be printed; going on prints the rest,
 * however many there are; and a password that was reset can be printed by whoever reset it. */
#include "world_site.h"

#include <string.h>

#include "text.h"

enum { OWN = WORLD_DESIGNATION(WORLD_DOCTOR, 0), FRESH = WORLD_DESIGNATION(WORLD_CANDIDATE, 0),
    ADDED = WORLD_DESIGNATION(WORLD_BOTH, 1) };

static struct guest actor;

static int begin(void **state)
{
    (void)state;
    world_make(&world, &visitor, ROLE_MUNICIPALITY_STAFF);
    actor = site_guest(life, visitor.app.store, WORLD_ACTOR);
    world_run("UPDATE account SET issue_state = 'unissued', locked_at = NULL WHERE issue_state <> 'deleted'");
    world_run("UPDATE designation SET notice_printed_at = NULL");
    return 0;
}

/* The page that answers a form. */
static const char *page_of(const char *path, const char *fields)
{
    struct answer answer = site_post(site, life, &actor, path, fields);
    assert_int_equal(answer.status, 200);
    assert_null(strstr(answer.head, "application/pdf"));
    return arena_text_part(life, (const char *)answer.body.data, answer.body.size);
}

static void expect_pdf(const char *path, const char *fields)
{
    struct answer answer = site_post(site, life, &actor, path, fields);
    assert_int_equal(answer.status, 200);
    assert_non_null(strstr(answer.head, "application/pdf"));
    assert_memory_equal(answer.body.data, "%PDF", 4);
}

static void expect_printed(int64_t count)
{
    test_count(visitor.app.store, count, "designation WHERE notice_printed_at IS NOT NULL");
    test_count(visitor.app.store, count, "operation_log WHERE action = 'notice_print'");
}

static void all_that_can_be_printed_is(void **state)
{
    (void)state;
    expect_pdf("/institution/users/notices/all", "part=1");
    expect_printed(3);
}

/* whose password has expired is named, with the way to a new one. */
static void left_out_rows_are_told_first(void **state)
{
    (void)state;
    world_run(arena_format(life, "UPDATE account SET issue_state = 'active' WHERE id = %d", WORLD_DOCTOR));
    world_run(arena_format(life, "UPDATE initial_password SET expires_at = NOW(6) WHERE account_id = %d", WORLD_CANDIDATE));
    const char *page = page_of("/institution/users/notices/all", "part=1&sort=new&scheme=");
    assert_non_null(strstr(page, "3件のうち1件を出力します。2件は出力できません。"));
    assert_non_null(strstr(page, arena_format(life, "/institution/users/reissue?designation=%s",
        world_reference(life, FRESH))));
    assert_non_null(strstr(page, "<input type=\"hidden\" name=\"sort\" value=\"new\">"));
    assert_non_null(strstr(page, "<input type=\"hidden\" name=\"part\" value=\"1\">"));
    assert_non_null(strstr(page, "href=\"/institution/users?sort=new\""));
    assert_null(strstr(page, "name=\"designation\""));
    expect_printed(0);
    expect_pdf("/institution/users/notices/all", "part=1&sort=new&confirmed=yes");
    expect_printed(1);
    test_count(visitor.app.store, 1, arena_format(life, "designation WHERE id = %d AND notice_printed_at IS NOT NULL", ADDED));
}

/* Going on does not help where nothing is left. */
static void nothing_to_print_is_told(void **state)
{
    (void)state;
    world_run("UPDATE account SET issue_state = 'active' WHERE issue_state = 'unissued'");
    world_run("UPDATE designation SET added_to_login = 0");
    const char *page = page_of("/institution/users/notices/all", "part=1");
    assert_non_null(strstr(page, "3件のうち、いま出力できる通知書は1件もありません。"));
    assert_null(strstr(page, "このまま出力する"));
    page = page_of("/institution/users/notices/all", "part=1&confirmed=yes");
    assert_non_null(strstr(page, "いま出力できる通知書は1件もありません。"));
    expect_printed(0);
}

/* both in one question; all results go round by their conditions. */
static void a_character_that_no_font_has(void **state)
{
    (void)state;
    world_run(arena_format(life, "UPDATE account SET family_name = CONVERT(x'F0B18D90' USING utf8mb4) WHERE id = %d", WORLD_DOCTOR));
    world_run(arena_format(life, "UPDATE initial_password SET expires_at = NOW(6) WHERE account_id = %d", WORLD_CANDIDATE));
    const char *page = page_of("/institution/users/notices/all", "part=1&name=&state=unissued");
    assert_non_null(strstr(page, "U+31350"));
    assert_non_null(strstr(page, "有効期限が切れているID（1件）"));
    assert_non_null(strstr(page, "action=\"/institution/users/notices/all\""));
    assert_non_null(strstr(page, "<input type=\"hidden\" name=\"state\" value=\"unissued\">"));
    expect_printed(0);
    expect_pdf("/institution/users/notices/all", "part=1&state=unissued&confirmed=yes");
    expect_printed(2);
}

/* Chosen IDs go round by name, and [やめる] leads back to the list as it was. */
static void chosen_rows_keep_their_conditions(void **state)
{
    (void)state;
    const char *chosen = arena_format(life, "scheme=nanbyo&covers=yes&designation=%s&designation=%s",
        world_reference(life, OWN), world_reference(life, FRESH));
    world_run(arena_format(life, "UPDATE account SET family_name = CONVERT(x'F0B18D90' USING utf8mb4) WHERE id = %d", WORLD_DOCTOR));
    const char *page = page_of("/institution/users/notices", chosen);
    assert_non_null(strstr(page, "action=\"/institution/users/notices\""));
    assert_non_null(strstr(page, "href=\"/institution/users?scheme=nanbyo\""));
    assert_non_null(strstr(page, arena_format(life, "name=\"designation\" value=\"%s\"", world_reference(life, FRESH))));
    assert_non_null(strstr(page, "name=\"covers\" value=\"yes\""));
    expect_pdf("/institution/users/notices", arena_format(life, "%s&confirmed=yes", chosen));
    expect_printed(2);
    world_run(arena_format(life, "UPDATE account SET issue_state = 'active' WHERE id = %d", WORLD_DOCTOR));
    struct answer refused = site_post(site, life, &actor, "/institution/users/notices", chosen);
    assert_int_equal(refused.status, 422);
    page = arena_text_part(life, (const char *)refused.body.data, refused.body.size);
    assert_non_null(strstr(page, "href=\"/institution/users?scheme=nanbyo\""));
}

/* R-045 beside R-031: another window deleted one of the chosen IDs. Nothing is printed, the page says that it is one of several and
 * leads to the same list, drawn anew. */
static void one_of_the_chosen_is_gone(void **state)
{
    (void)state;
    struct answer gone = site_post(site, life, &actor, "/institution/users/notices", arena_format(life,
        "scheme=nanbyo&designation=%s&designation=AAAAAAAAAAAAAAAAAAAAAA", world_reference(life, OWN)));
    assert_int_equal(gone.status, 404);
    const char *page = arena_text_part(life, (const char *)gone.body.data, gone.body.size);
    assert_non_null(strstr(page, "選んだIDの中に、もう見つからないIDがあります"));
    assert_non_null(strstr(page, "href=\"/institution/users?scheme=nanbyo\""));
    test_count(visitor.app.store, 0, "designation WHERE notice_printed_at IS NOT NULL");
}

/* the doctor's ID was added to a login in use; who resets it prints what was made. */
static void a_reset_password_can_be_printed(void **state)
{
    (void)state;
    world_run(arena_format(life, "UPDATE account SET issue_state = 'active' WHERE id = %d", WORLD_BOTH));
    world_run(arena_format(life, "DELETE FROM initial_password WHERE account_id = %d", WORLD_BOTH));
    world_run(arena_format(life, "UPDATE designation SET added_to_login = 1 WHERE id = %d", ADDED));
    struct answer reset = site_post(site, life, &actor, "/institution/users/reset",
        arena_format(life, "account=%s", world_reference(life, WORLD_BOTH)));
    assert_int_equal(reset.status, 303);
    expect_pdf("/institution/users/notice", arena_format(life, "designation=%s", world_reference(life, ADDED)));
    test_count(visitor.app.store, 1, arena_format(life, "initial_password p JOIN account a ON a.id = p.account_id "
        "WHERE a.id = %d AND a.issue_state = 'issued' AND p.printed_count = 1 AND p.slip_number > 1", WORLD_BOTH));
    struct answer reissue = site_get(site, life, &actor, arena_format(life, "/institution/users/reissue?designation=%s",
        world_reference(life, ADDED)));
    assert_int_equal(reissue.status, 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(all_that_can_be_printed_is, begin),
        cmocka_unit_test_setup(left_out_rows_are_told_first, begin),
        cmocka_unit_test_setup(nothing_to_print_is_told, begin),
        cmocka_unit_test_setup(a_character_that_no_font_has, begin),
        cmocka_unit_test_setup(chosen_rows_keep_their_conditions, begin),
        cmocka_unit_test_setup(one_of_the_chosen_is_gone, begin),
        cmocka_unit_test_setup(a_reset_password_can_be_printed, begin),
    };
    return cmocka_run_group_tests(tests, open_clerks_site, close_world_site);
}
