/* 医療機関名の訂正: what shows the name follows it, who is told, who may, and how one gets there (R-029, R-037, Z02). Asked of the
 * real programs. */
#include "world_site.h"

#include <string.h>

#include "clock.h"
#include "text.h"

enum { OWN = WORLD_DESIGNATION(WORLD_DOCTOR, 0) };

#define PLACE "/institution/users/institution"
#define HERE "institution=1310000019"
#define ELSEWHERE "institution=2610000014"
#define FIRST_NAME "%E7%AC%AC1%E7%97%85%E9%99%A2"                 /* 第1病院 */
#define SECOND_NAME "%E7%AC%AC2%E7%97%85%E9%99%A2"                /* 第2病院 */
#define RIGHT_NAME "%E6%AD%A3%E3%81%97%E3%81%84%E7%97%85%E9%99%A2" /* 正しい病院 */
#define CORRECTION "&registered_name=" FIRST_NAME "&institution_name=" RIGHT_NAME

static struct guest actor;

static void count(int expected, const char *from)
{
    test_count(visitor.app.store, expected, from);
}

static const char *page_of(struct answer answer, int status)
{
    assert_int_equal(answer.status, status);
    return arena_text_part(life, (const char *)answer.body.data, answer.body.size);
}

static const char *post(const char *path, const char *fields, int status)
{
    return page_of(site_post(site, life, &actor, path, fields), status);
}

static const char *get(const char *address, int status)
{
    return page_of(site_get(site, life, &actor, address), status);
}

/* Somebody else signs in. */
static struct guest visit(int account)
{
    world_run(arena_format(life, "UPDATE account SET issue_state = 'active', locked_at = NULL WHERE id = %d", account));
    return site_guest(life, visitor.app.store, account);
}

static const char *menu_of(struct guest guest)
{
    return page_of(site_get(site, life, &guest, "/account/"), 200);
}

static int begin(void **state)
{
    (void)state;
    site_form_key = NULL;
    world_make(&world, &visitor, ROLE_MUNICIPALITY_STAFF);
    actor = site_guest(life, visitor.app.store, WORLD_ACTOR);
    return 0;
}

/* The name, its index, the reprints, and the heads of pages of those who are signed in there; nobody else's. */
static void all_that_shows_the_name_follows(void **state)
{
    (void)state;
    world_run(arena_format(life, "UPDATE designation SET notice_printed_at = NOW(6), reprint_wanted = 0 WHERE id = %d", OWN));
    world_run(arena_format(life, "UPDATE account SET issue_state = 'active', locked_at = NULL WHERE id IN (%d, %d, %d)", WORLD_DOCTOR,
        WORLD_CLERK, WORLD_OTHER_CLERK));
    site_guest(life, visitor.app.store, WORLD_DOCTOR);
    site_guest(life, visitor.app.store, WORLD_CLERK);
    site_guest(life, visitor.app.store, WORLD_OTHER_CLERK);
    count(2, "session WHERE organisation_name = '第1病院'");
    world_run("INSERT INTO medical_institution_bigram (bigram, institution_id) VALUES ('第1', 1), ('第1', 2)");
    post(PLACE, HERE CORRECTION, 303);
    count(1, "medical_institution WHERE id = 1 AND name = '正しい病院' AND name_folded = '正しい病院'");
    count(4, "medical_institution_bigram WHERE institution_id = 1");
    count(1, "medical_institution_bigram WHERE institution_id = 1 AND bigram = '正し'");
    count(1, "medical_institution_bigram WHERE bigram = '第1' AND institution_id = 2");
    count(1, arena_format(life, "designation WHERE reprint_wanted = 1 AND id = %d", OWN));
    count(1, "designation WHERE reprint_wanted = 1");
    count(2, "session WHERE organisation_name = '正しい病院'");
    count(1, arena_format(life, "session WHERE organisation_name = '第2病院' AND account_id = %d", WORLD_OTHER_CLERK));
    count(1, arena_format(life, "session WHERE organisation_name = '東京都' AND account_id = %d", WORLD_ACTOR));
    count(1, "operation_log WHERE action = 'institution_name_correct' AND subject_kind = 'medical_institution' AND "
        "subject_id = 1 AND detail = '{\"names\":[\"第1病院\",\"正しい病院\"]}'");
    world_run(arena_format(life, "UPDATE account SET issue_state = 'issued' WHERE id = %d", WORLD_DOCTOR));
    assert_non_null(strstr(get("/institution/users?institution=%E6%AD%A3%E3%81%97", 200), "訂正があるため、通知書を出力し直してください"));
}

/* Whether the form with which the menu page puts away the お知らせ `id` goes to `path`. */
static bool is_put_away_at(const char *menu, const char *path, const char *id)
{
    const char *at = strstr(menu, arena_format(life, "name=\"message\" value=\"%s\"", id));
    assert_non_null(at);
    while (at > menu && !text_starts_with(at, "action="))
        at--;
    return text_starts_with(at, arena_format(life, "action=\"%s\"", path));
}

/* 責任者 and clerks read it, as all お知らせ, each until it is put away; doctors and other institutions do not. The world's own
 * messages about names would hide what is looked for. */
static void the_institution_reads_who_corrected_its_name(void **state)
{
    (void)state;
    world_run("DELETE FROM institution_name_message");
    struct guest manager = visit(WORLD_MANAGER);
    struct guest clerk = visit(WORLD_CLERK);
    assert_null(strstr(menu_of(manager), "医療機関名が"));
    post(PLACE, HERE CORRECTION, 303);
    const char *menu = menu_of(manager);
    assert_non_null(strstr(menu, "医療機関名が「正しい病院」に訂正されました"));
    assert_non_null(strstr(menu, "東京都が、この医療機関の名称を「第1病院」から「正しい病院」に訂正しました"));
    assert_non_null(strstr(menu, clock_japanese(life, visitor_ask(&visitor, "SELECT created_at FROM institution_name_message"))));
    assert_null(strstr(menu_of(visit(WORLD_DOCTOR)), "医療機関名が"));
    assert_null(strstr(menu_of(visit(WORLD_OTHER_CLERK)), "医療機関名が"));
    const char *id = visitor_ask(&visitor, "SELECT id FROM institution_name_message");
    assert_true(is_put_away_at(menu, "/account/messages/name/dismiss", id));
    assert_true(is_put_away_at(menu, "/account/messages/dismiss", arena_format(life, "%d", WORLD_MESSAGE)));
    page_of(site_post(site, life, &manager, "/account/messages/name/dismiss", arena_format(life, "message=%s", id)), 303);
    assert_null(strstr(menu_of(manager), "医療機関名が"));
    assert_non_null(strstr(menu_of(clerk), "医療機関名が「正しい病院」に訂正されました"));
    world_run("UPDATE institution_name_message SET created_at = NOW(6) - INTERVAL 91 DAY");
    assert_null(strstr(menu_of(clerk), "医療機関名が"));
}

/* A form that is sent again, or again with another key, tells nothing twice; what is refused tells nothing. */
static void the_institution_is_told_once(void **state)
{
    (void)state;
    world_run("DELETE FROM institution_name_message");
    post(PLACE, HERE "&registered_name=" FIRST_NAME "&institution_name=" FIRST_NAME, 422);
    post(PLACE, HERE "&registered_name=" SECOND_NAME "&institution_name=" RIGHT_NAME, 409);
    count(0, "institution_name_message");
    site_form_key = "SENTSENTSENTSENTSENTSE";
    post(PLACE, HERE CORRECTION, 303);
    post(PLACE, HERE CORRECTION, 303);
    site_form_key = NULL;
    post(PLACE, HERE CORRECTION, 409);
    count(1, "institution_name_message WHERE institution_id = 1 AND municipality_id = 1 AND name_before = '第1病院' AND "
        "name_after = '正しい病院'");
    count(1, "institution_name_message");
}

/* Their channel is 出し直し: printed notices show the old name. */
static void other_municipalities_are_told_to_print_again(void **state)
{
    int theirs = WORLD_DESIGNATION(WORLD_OTHER_DOCTOR, 0);
    (void)state;
    world_run(arena_format(life, "UPDATE designation SET institution_id = 1, notice_printed_at = NOW(6), reprint_wanted = 0 "
        "WHERE id = %d", theirs));
    world_run(arena_format(life, "UPDATE account SET issue_state = 'issued' WHERE id = %d", WORLD_OTHER_DOCTOR));
    struct guest official = visit(WORLD_OTHER_OFFICIAL);
    assert_null(strstr(menu_of(official), "通知書の出し直しが必要なIDが"));
    post(PLACE, HERE CORRECTION, 303);
    assert_non_null(strstr(menu_of(official), "通知書の出し直しが必要なIDが1件あります"));
}

static void a_name_that_changed_meanwhile_is_not_overwritten(void **state)
{
    (void)state;
    world_run("UPDATE medical_institution SET name = '別人の訂正' WHERE id = 1");
    assert_non_null(strstr(post(PLACE, HERE CORRECTION, 409), "ほかの人がこの医療機関の名称を訂正しました"));
    count(1, "medical_institution WHERE id = 1 AND name = '別人の訂正'");
    count(0, "operation_log WHERE action = 'institution_name_correct'");
}

static void a_name_is_judged_as_in_a_registration(void **state)
{
    (void)state;
    assert_non_null(strstr(post(PLACE, HERE "&registered_name=" FIRST_NAME "&institution_name=", 422), "医療機関名が空です"));
    assert_non_null(strstr(post(PLACE, HERE "&registered_name=" FIRST_NAME "&institution_name=%3D1", 422), "医療機関名"));
    assert_non_null(strstr(post(PLACE, HERE "&registered_name=" FIRST_NAME "&institution_name=" FIRST_NAME, 422),
        "登録されている名称と同じです"));
    count(1, "medical_institution WHERE id = 1 AND name = '第1病院'");
}

/* An own doctor in another prefecture gives no power over the institution there; nor does the prefecture without a doctor. */
static void only_the_prefecture_with_doctors_there_may(void **state)
{
    const char *edit = arena_format(life, "/institution/users/edit?designation=%s", world_reference(life, OWN));
    (void)state;
    assert_null(strstr(get(edit, 200), "だけが訂正できます"));
    world_run(arena_format(life, "UPDATE designation SET institution_id = 2 WHERE id = %d", OWN));
    get(PLACE "?" ELSEWHERE, 404);
    post(PLACE, ELSEWHERE "&registered_name=" SECOND_NAME "&institution_name=" RIGHT_NAME, 404);
    assert_null(strstr(get(edit, 200), PLACE));
    assert_non_null(strstr(get(edit, 200), "所在地の京都府内の自治体の指定医がいるため、名称はその自治体だけが訂正できます"));
    world_run("UPDATE municipality SET kind = 'core_city' WHERE id = 2");
    assert_non_null(strstr(get(edit, 200), "所在地の都道府県内の自治体の指定医がいるため"));
    world_run("UPDATE designation SET institution_id = 2 WHERE municipality_id = 1 AND institution_id = 1");
    get(PLACE "?" HERE, 404);
    post(PLACE, HERE CORRECTION, 404);
    count(2, "medical_institution WHERE name = CONCAT('第', id, '病院') AND id IN (1, 2)");
}

/* 東京都 and 京都府 at an institution in 京都府: who is near goes first, who is far may where nobody is near, and only with a doctor. */
static void from_afar_only_where_nobody_is_near(void **state)
{
    (void)state;
    struct guest tokyo = actor;
    struct guest kyoto = visit(WORLD_OTHER_OFFICIAL);
    world_run(arena_format(life, "UPDATE designation SET institution_id = 2 WHERE id = %d", OWN));
    get(PLACE "?" ELSEWHERE, 404);
    world_run(arena_format(life, "UPDATE designation SET institution_id = 4 WHERE id = %d", WORLD_DESIGNATION(WORLD_SECONDARY, 0)));
    get(PLACE "?" ELSEWHERE, 404);
    world_run(arena_format(life, "UPDATE designation SET deleted_at = NOW(6) WHERE id = %d", WORLD_DESIGNATION(WORLD_OTHER_DOCTOR, 0)));
    assert_non_null(strstr(get(PLACE "?" ELSEWHERE, 200), "その都道府県の自治体の指定医がいないため"));
    actor = kyoto;
    get(PLACE "?" ELSEWHERE, 404);
    post(PLACE, ELSEWHERE "&registered_name=" SECOND_NAME "&institution_name=" RIGHT_NAME, 404);
    actor = tokyo;
    /* Somebody else from afar takes nothing away. */
    world_run(arena_format(life, "UPDATE designation SET institution_id = 2, municipality_id = 3 WHERE id = %d",
        WORLD_DESIGNATION(WORLD_CANDIDATE, 0)));
    assert_non_null(strstr(get(arena_format(life, "/institution/users/edit?designation=%s", world_reference(life, OWN)), 200),
        PLACE "?" ELSEWHERE));
    post(PLACE, ELSEWHERE "&registered_name=" SECOND_NAME "&institution_name=" RIGHT_NAME, 303);
    count(1, "medical_institution WHERE id = 2 AND name = '正しい病院'");
    /* A doctor of 京都府 comes between the form and its post. */
    world_run(arena_format(life, "UPDATE designation SET institution_id = 2 WHERE id = %d", WORLD_DESIGNATION(WORLD_SECONDARY, 0)));
    assert_non_null(strstr(post(PLACE, ELSEWHERE "&registered_name=" RIGHT_NAME "&institution_name=" SECOND_NAME, 404),
        "その都道府県の自治体の指定医がいないときだけ"));
    actor = kyoto;
    assert_null(strstr(get(PLACE "?" ELSEWHERE, 200), "その都道府県の自治体の指定医がいないため"));
    post(PLACE, ELSEWHERE "&registered_name=" RIGHT_NAME "&institution_name=" SECOND_NAME, 303);
    count(1, "medical_institution WHERE id = 2 AND name = '第2病院'");
}

static void the_page_says_whose_names_change(void **state)
{
    (void)state;
    world_run("UPDATE designation SET institution_id = 3 WHERE municipality_id = 2 AND institution_id = 1");
    const char *page = get(PLACE "?" HERE, 200);
    assert_non_null(strstr(page, "value=\"第1病院\""));
    assert_null(strstr(page, "出力済み"));
    assert_null(strstr(page, "ほかの自治体の指定医もいる"));
    world_run(arena_format(life, "UPDATE designation SET notice_printed_at = NOW(6) WHERE id = %d", OWN));
    world_run(arena_format(life, "UPDATE account SET issue_state = 'issued' WHERE id = %d", WORLD_DOCTOR));
    world_run("UPDATE designation SET institution_id = 1 WHERE municipality_id = 2 AND institution_id = 3");
    world_run(arena_format(life, "UPDATE designation SET institution_id = 1 WHERE id = %d", WORLD_DESIGNATION(WORLD_OTHER_DOCTOR, 0)));
    page = get(PLACE "?" HERE, 200);
    assert_non_null(strstr(page, "うち出力済みの通知書 1通"));
    assert_non_null(strstr(page, "ほかの自治体の指定医もいる"));
}

#define DOCTOR "family_name=%E4%B8%96%E7%95%8C&given_name=%E6%94%B9%E5%90%8D&family_kana=%E3%82%BB%E3%82%AB%E3%82%A4&given_kana=" \
    "%E3%82%AB%E3%82%A4&designation_number=E9&medical_register_number=800009&certified_on=2019-04-01&expires_on=2099-03-31&" \
    "kind=nanbyo&department=&telephone=&mail=&"

/* From 編集, and from the question in 個別登録 with the name that was typed. */
static void two_screens_lead_there(void **state)
{
    (void)state;
    const char *page = get(arena_format(life, "/institution/users/edit?designation=%s", world_reference(life, OWN)), 200);
    assert_non_null(strstr(page, "href=\"" PLACE "?" HERE "\""));
    page = post("/institution/register", DOCTOR "institution_code=1310000019&institution_name=" RIGHT_NAME, 422);
    assert_non_null(strstr(page, PLACE "?" HERE "&amp;institution_name=" RIGHT_NAME));
    assert_non_null(strstr(get(PLACE "?" HERE "&institution_name=" RIGHT_NAME, 200), "value=\"正しい病院\""));
    page = post("/institution/register", DOCTOR "institution_code=2610000014&institution_name=" RIGHT_NAME, 422);
    assert_null(strstr(page, PLACE));
    assert_non_null(strstr(page, "登録したあとに、編集の画面から訂正できます"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(all_that_shows_the_name_follows, begin),
        cmocka_unit_test_setup(the_institution_reads_who_corrected_its_name, begin),
        cmocka_unit_test_setup(the_institution_is_told_once, begin),
        cmocka_unit_test_setup(other_municipalities_are_told_to_print_again, begin),
        cmocka_unit_test_setup(a_name_that_changed_meanwhile_is_not_overwritten, begin),
        cmocka_unit_test_setup(a_name_is_judged_as_in_a_registration, begin),
        cmocka_unit_test_setup(only_the_prefecture_with_doctors_there_may, begin),
        cmocka_unit_test_setup(from_afar_only_where_nobody_is_near, begin),
        cmocka_unit_test_setup(the_page_says_whose_names_change, begin),
        cmocka_unit_test_setup(two_screens_lead_there, begin),
    };
    return cmocka_run_group_tests(tests, open_clerks_site, close_world_site);
}
