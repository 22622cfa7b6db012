/* What the screens of a municipality answer to 個別登録 and to later changes of an ID: corrections,
 * 主たる勤務先, an expiry that is too late; and to a list that is fetched for correction.
 * Asked of the real program. */
#include "world_site.h"

#include <string.h>
#include <unistd.h>

#include "text.h"

enum { OWN = WORLD_DESIGNATION(WORLD_DOCTOR, 0) };

static struct guest actor;

static void count(int expected, const char *from)
{
    test_count(visitor.app.store, expected, from);
}

/* Posts about the own doctor's designation; gives the page that came. */
static const char *post(const char *path, const char *fields, int status)
{
    struct answer answer = site_post(site, life, &actor, path, arena_format(life, "designation=%s&%s",
        world_reference(life, OWN), fields));
    assert_int_equal(answer.status, status);
    return arena_text_part(life, (const char *)answer.body.data, answer.body.size);
}

static int begin(void **state)
{
    (void)state;
    world_make(&world, &visitor, ROLE_MUNICIPALITY_STAFF);
    actor = site_guest(life, visitor.app.store, WORLD_ACTOR);
    return 0;
}

#define NAMES_TYPED "family_name=%E4%B8%96%E7%95%8C&given_name=%E6%94%B9%E5%90%8D&family_kana=%E3%82%BB%E3%82%AB%E3%82%A4&" \
    "given_kana=%E3%82%AB%E3%82%A4"
#define CORRECTION "version=1&" NAMES_TYPED "&designation_number=E1&medical_register_number=800001&certified_on=2019-04-01&department=&telephone=&mail="

/* While an ID is in use its expiry is not on the form: that it has passed is no reason to refuse another correction. */
static void an_expired_id_can_be_corrected(void **state)
{
    (void)state;
    world_run(arena_format(life, "UPDATE designation SET certified_on = '2019-04-01', expires_on = '2020-03-31' WHERE id = %d", OWN));
    world_run(arena_format(life, "UPDATE account SET issue_state = 'active' WHERE id = %d", WORLD_DOCTOR));
    post("/institution/users/edit", CORRECTION, 303);
    count(1, arena_format(life, "account WHERE id = %d AND given_name = '改名'", WORLD_DOCTOR));
    count(1, arena_format(life, "designation WHERE id = %d AND expires_on = '2020-03-31'", OWN));
}

/* Before the first sign-in the form shows it: unchanged it stays, another one must not have passed. */
static void a_passed_expiry_is_not_entered(void **state)
{
    (void)state;
    world_run(arena_format(life, "UPDATE designation SET certified_on = '2019-04-01', expires_on = '2020-03-31' WHERE id = %d", OWN));
    world_run(arena_format(life, "UPDATE account SET issue_state = 'unissued' WHERE id = %d", WORLD_DOCTOR));
    assert_non_null(strstr(post("/institution/users/edit", CORRECTION "&expires_on=2021-03-31", 422), "を過ぎています"));
    post("/institution/users/edit", CORRECTION "&expires_on=2020-03-31", 303);
}

#define NEW_PLACE "1310000092"
#define NEW_NAME "%E6%96%B0%E3%81%97%E3%81%84%E7%97%85%E9%99%A2" /* 新しい病院 */

/* Seed 003: a 兼務先 registered the doctor first, and nobody was ever registered at the right institution. */
static void a_move_registers_the_institution(void **state)
{
    static const char path[] = "/institution/users/primary";
    (void)state;
    assert_non_null(strstr(post(path, "institution_code=" NEW_PLACE, 422), "医療機関名も入力してください"));
    assert_non_null(strstr(post(path, "institution_code=" NEW_PLACE "&institution_name=%3D1", 422), "医療機関名"));
    count(0, "medical_institution WHERE code = '" NEW_PLACE "'");
    post(path, "institution_code=" NEW_PLACE "&institution_name=" NEW_NAME, 303);
    count(1, arena_format(life, "designation d JOIN medical_institution i ON i.id = d.institution_id JOIN affiliation f "
        "ON f.account_id = d.account_id AND f.institution_id = i.id AND f.place = 'primary' JOIN institution_manager m "
        "ON m.active_institution = i.id AND m.account_id = d.account_id WHERE d.id = %d AND i.code = '" NEW_PLACE "' "
        "AND i.name = '新しい病院'", OWN));
    count(1, arena_format(life, "affiliation WHERE account_id = %d AND institution_id = 1 AND place = 'secondary'", WORLD_DOCTOR));
    count(4, "medical_institution_bigram b JOIN medical_institution i ON i.id = b.institution_id WHERE i.code = '" NEW_PLACE "'");
}

static void a_registered_institution_keeps_its_name(void **state)
{
    static const char path[] = "/institution/users/primary";
    (void)state;
    assert_non_null(strstr(post(path, "institution_code=2610000014&institution_name=" NEW_NAME, 422), "「第2病院」として登録済みです"));
    post(path, "institution_code=2610000014", 303);
    count(1, "medical_institution WHERE code = '2610000014' AND name = '第2病院'");
}

#define DOCTOR NAMES_TYPED "&designation_number=E9&medical_register_number=800009&certified_on=2019-04-01&expires_on=2099-03-31&" \
    "kind=nanbyo&department=&telephone=&mail="
#define SECOND_NAME "%E7%AC%AC2%E7%97%85%E9%99%A2" /* 第2病院 */

static const char *enter(const char *path, const char *fields, int status)
{
    struct answer answer = site_post(site, life, &actor, path, fields);
    assert_int_equal(answer.status, status);
    return arena_text_part(life, (const char *)answer.body.data, answer.body.size);
}

static void another_name_is_asked_about(void **state)
{
    static const char fields[] = DOCTOR "&institution_code=2610000014&institution_name=" NEW_NAME;
    (void)state;
    const char *page = enter("/institution/register", fields, 422);
    assert_non_null(strstr(page, "この医療機関で登録する"));
    assert_non_null(strstr(page, "name=\"institution_confirmed\" value=\"第2病院\""));
    count(0, "account WHERE live_register_number = '800009'");
    enter("/institution/register", arena_format(life, "%s%s", fields, "&institution_confirmed=" SECOND_NAME), 303);
    count(1, "account a JOIN designation d ON d.account_id = a.id AND d.institution_id = 2 WHERE a.live_register_number = '800009'");
    page = enter("/institution/register", DOCTOR "&institution_code=2610000014&institution_name=" SECOND_NAME, 422);
    assert_non_null(strstr(page, "登録は必要ありません"));
    assert_null(strstr(page, "この行"));
}

/* The doctor of 京都府 at an institution under another name: asked about before the request goes out. */
static void a_transfer_asks_about_the_name_too(void **state)
{
    static const char fields[] = DOCTOR "&institution_code=2610000014&institution_name=" NEW_NAME;
    (void)state;
    world_run("DELETE FROM designation_transfer");
    world_run(arena_format(life, "UPDATE account SET medical_register_number = '800009' WHERE id = %d", WORLD_OTHER_DOCTOR));
    const char *page = enter("/institution/register", fields, 422);
    assert_non_null(strstr(page, "移管を依頼できます"));
    assert_null(strstr(page, "この行"));
    page = enter("/institution/register/transfer", fields, 422);
    assert_non_null(strstr(page, "この医療機関で移管を依頼する"));
    count(2, "operation_log WHERE action = 'doctor_foreign_told'");
    enter("/institution/register/transfer", arena_format(life, "%s%s", fields, "&institution_confirmed=" SECOND_NAME), 303);
    count(1, "designation_transfer WHERE state = 'requested' AND number = 'E9'");
}

/* 「下の表示を確認してください」 has something below. */
static void remarks_are_shown_after_the_registration(void **state)
{
    static const char fields[] = NAMES_TYPED "&designation_number=E9&medical_register_number=800009&certified_on=2098-04-01&"
        "expires_on=2099-03-31&kind=nanbyo&department=&telephone=&mail=&institution_code=2610000014&institution_name=" SECOND_NAME;
    (void)state;
    struct answer answer = site_post(site, life, &actor, "/institution/register", fields);
    assert_int_equal(answer.status, 303);
    const char *at = strstr(answer.head, "\r\nLocation: ");
    assert_non_null(at);
    at += strlen("\r\nLocation: ");
    answer = site_get(site, life, &actor, arena_text_part(life, at, strcspn(at, "\r")));
    assert_int_equal(answer.status, 200);
    const char *page = arena_text_part(life, (const char *)answer.body.data, answer.body.size);
    assert_non_null(strstr(page, "は今日より後です"));
}

/* Who typed a date that is too late is sent where something can be done. */
static void a_late_expiry_is_answered_truly(void **state)
{
    static const char path[] = "/institution/users/extend";
    (void)state;
    world_run(arena_format(life, "UPDATE account SET issue_state = 'active' WHERE id = %d", WORLD_DOCTOR));
    assert_non_null(strstr(post(path, "expires_on=2030-03-31", 422), "短くすることはできません"));
    struct answer answer = site_get(site, life, &actor, arena_format(life, "/institution/users/edit?designation=%s",
        world_reference(life, OWN)));
    const char *page = arena_text_part(life, (const char *)answer.body.data, answer.body.size);
    assert_non_null(strstr(page, arena_format(life, "/institution/users/extend?designation=%s", world_reference(life, OWN))));
    world_run(arena_format(life, "UPDATE account SET issue_state = 'issued' WHERE id = %d", WORLD_DOCTOR));
    assert_non_null(strstr(post(path, "expires_on=2030-03-31", 422), "「編集」で訂正してください"));
    post("/institution/users/edit", CORRECTION "&expires_on=2030-03-31", 303); /* and there it can */
}

/* What the world's imports hold from now on: a heading and rows, so many lines in all. */
static void make_list(int lines)
{
    FILE *file = fdopen(dup(world.import_file), "w");
    assert_non_null(file);
    assert_int_equal(ftruncate(world.import_file, 0), 0);
    rewind(file);
    for (int i = 0; i < lines; i++)
        fputs(i == 0 ? "氏名\n" : "-\n", file);
    assert_int_equal(fclose(file), 0);
}

/* 修正用ファイル holds each row of the list or is refused whole, since it is there to be posted again. */
static void a_corrected_list_is_whole_or_refused(void **state)
{
    const char *path = arena_format(life, "/institution/import/corrected?import=%s", world_reference(life, WORLD_IMPORT_OWN));
    (void)state;
    make_list(100000);
    begin(NULL);
    struct answer answer = site_get(site, life, &actor, path);
    assert_int_equal(answer.status, 200);
    size_t lines = 0;
    for (size_t i = 0; i < answer.body.size; i++)
        lines += answer.body.data[i] == '\n';
    assert_int_equal(lines, 100000);
    count(1, "operation_log WHERE action = 'import_corrected'");
    make_list(100001);
    begin(NULL);
    answer = site_get(site, life, &actor, path);
    assert_int_equal(answer.status, 413);
    assert_non_null(memmem(answer.body.data, answer.body.size, "ファイルが大きすぎます", strlen("ファイルが大きすぎます")));
    count(0, "operation_log WHERE action = 'import_corrected'");
    make_list(3);
    assert_int_equal(pwrite(world.import_file, "-\r-", 3, lseek(world.import_file, 0, SEEK_END)), 3);
    begin(NULL);
    answer = site_get(site, life, &actor, path); /* what stands behind the fault cannot be read */
    assert_int_equal(answer.status, 404);
    count(0, "operation_log WHERE action = 'import_corrected'");
    make_list(0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(an_expired_id_can_be_corrected, begin),
        cmocka_unit_test_setup(a_passed_expiry_is_not_entered, begin),
        cmocka_unit_test_setup(a_move_registers_the_institution, begin),
        cmocka_unit_test_setup(a_registered_institution_keeps_its_name, begin),
        cmocka_unit_test_setup(another_name_is_asked_about, begin),
        cmocka_unit_test_setup(a_transfer_asks_about_the_name_too, begin),
        cmocka_unit_test_setup(remarks_are_shown_after_the_registration, begin),
        cmocka_unit_test_setup(a_late_expiry_is_answered_truly, begin),
        cmocka_unit_test(a_corrected_list_is_whole_or_refused),
    };
    return cmocka_run_group_tests(tests, open_clerks_site, close_world_site);
}
