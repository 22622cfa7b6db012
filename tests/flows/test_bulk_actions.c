/* Bulk actions on search results: each chosen row has its own fate and its own transaction. Own rows
 * are done and logged once; what is another municipality's, deleted or unknown is told as one that cannot be shown,
 * and nothing of it changes; sending the form again changes nothing more. */
#include "world_site.h"

#include <string.h>

#include "text.h"

enum { EARLIER = WORLD_DESIGNATION(WORLD_BOTH, 1), OWN = WORLD_DESIGNATION(WORLD_DOCTOR, 0),
    FRESH = WORLD_DESIGNATION(WORLD_CANDIDATE, 0), OTHERS = WORLD_DESIGNATION(WORLD_OTHER_DOCTOR, 0),
    GONE = WORLD_DESIGNATION(WORLD_GONE_DOCTOR, 0) };

static struct guest actor;

/* The page that tells the fate of each row. */
static const char *act(const char *path, const char *fields)
{
    static const int64_t chosen[] = {OWN, FRESH, EARLIER, OTHERS, GONE, WORLD_NOTHING};
    struct buffer body = buffer_in(life);
    buffer_add_text(&body, fields);
    for (size_t i = 0; i < sizeof chosen / sizeof *chosen; i++)
        buffer_format(&body, "&designation=%s", world_reference(life, chosen[i]));
    struct answer answer = site_post(site, life, &actor, path, buffer_text(&body));
    assert_int_equal(answer.status, 200);
    return arena_text_part(life, (const char *)answer.body.data, answer.body.size);
}

static int count_of(const char *page, const char *words)
{
    int count = 0;
    for (const char *at = strstr(page, words); at != NULL; at = strstr(at + 1, words))
        count++;
    return count;
}

static int begin(void **state)
{
    (void)state;
    world_make(&world, &visitor, ROLE_MUNICIPALITY_STAFF);
    actor = site_guest(life, visitor.app.store, WORLD_ACTOR);
    world_run(arena_format(life, "UPDATE account SET issue_state = 'active' "
        "WHERE id IN (%d, %d)", WORLD_DOCTOR, WORLD_OTHER_DOCTOR));
    world_run(arena_format(life, "UPDATE designation SET expires_on = '2033-03-31' WHERE id = %d", EARLIER));
    world_run(arena_format(life, "UPDATE key_file SET state = 'void' WHERE account_id = %d", WORLD_CANDIDATE)); /* was never in use */
    return 0;
}

static void extension_tells_each_fate(void **state)
{
    static const char path[] = "/institution/users/bulk/extend";
    static const char fields[] = "step=apply&expires_on=2032-03-31";
    (void)state;
    struct guest doctor = site_guest(life, visitor.app.store, WORLD_DOCTOR);
    struct guest other = site_guest(life, visitor.app.store, WORLD_OTHER_DOCTOR);
    const char *page = act(path, fields);
    assert_int_equal(count_of(page, "まで延長しました。"), 2);
    assert_int_equal(count_of(page, "のほうが後です。"), 1);
    assert_int_equal(count_of(page, "このIDは見つかりません。"), 3);
    assert_int_equal(count_of(page, "（表示できないID）"), 3);
    test_count(visitor.app.store, 2, "designation WHERE expires_on = '2032-03-31'");
    test_count(visitor.app.store, 2, "operation_log WHERE action = 'doctor_extend' AND JSON_VALUE(detail, '$.bulk')");
    test_count(visitor.app.store, 1, "first_signin WHERE purpose = 'renew' AND step = 'mail'");
    assert_int_equal(site_get(site, life, &doctor, "/account/").status, 303);
    assert_int_equal(site_get(site, life, &other, "/account/").status, 200);
    page = act(path, fields);
    assert_int_equal(count_of(page, "すでにこの有効期限です。"), 2);
    test_count(visitor.app.store, 2, "operation_log WHERE action = 'doctor_extend'");
    test_count(visitor.app.store, 1, "auth_epoch WHERE epoch > 1");
}

static void a_wrong_date_touches_no_row(void **state)
{
    (void)state;
    const char *before = world_fingerprint(&world, life);
    struct answer answer = site_post(site, life, &actor, "/institution/users/bulk/extend",
        arena_format(life, "step=apply&expires_on=2032-02-30&designation=%s", world_reference(life, OWN)));
    assert_int_equal(answer.status, 422);
    assert_string_equal(world_fingerprint(&world, life), before);
}

static void unlocking_tells_each_fate(void **state)
{
    static const char path[] = "/institution/users/bulk/unlock";
    (void)state;
    world_run(arena_format(life, "UPDATE account SET locked_at = NULL WHERE id = %d", WORLD_CANDIDATE));
    world_run(arena_format(life, "INSERT INTO sign_in_guard (account_id, failures, updated_at) VALUES (%d, 10, NOW(6)), "
        "(%d, 10, NOW(6))", WORLD_DOCTOR, WORLD_OTHER_DOCTOR));
    const char *page = act(path, "");
    assert_int_equal(count_of(page, "ロックされていません。"), 1);
    assert_int_equal(count_of(page, "このIDは見つかりません。"), 3);
    test_count(visitor.app.store, 0, arena_format(life, "account WHERE locked_at IS NOT NULL "
        "AND id IN (%d, %d)", WORLD_DOCTOR, WORLD_BOTH));
    test_count(visitor.app.store, 1, arena_format(life, "account WHERE locked_at IS NOT NULL "
        "AND id = %d", WORLD_OTHER_DOCTOR));
    test_count(visitor.app.store, 1, "sign_in_guard WHERE failures = 10");
    test_count(visitor.app.store, 2, "operation_log WHERE action = 'account_unlock'");
    page = act(path, "");
    assert_int_equal(count_of(page, "ロックされていません。"), 3);
    test_count(visitor.app.store, 2, "operation_log WHERE action = 'account_unlock'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(extension_tells_each_fate, begin),
        cmocka_unit_test_setup(a_wrong_date_touches_no_row, begin),
        cmocka_unit_test_setup(unlocking_tells_each_fate, begin),
    };
    return cmocka_run_group_tests(tests, open_clerks_site, close_world_site);
}
