/* Switching between 難病 and 小慢 (R-005, S03): the session goes on under another token and no longer than before, the log
 * tells of it, and only a scheme in which the doctor is designated can be chosen. */
#include "one_visitor.h"

#include "self.h"
#include "text.h"

static void show_scheme(struct context *context)
{
    context->response->status = context->session.scheme == SCHEME_SHOMAN ? 200 : 204;
}

static const struct route routes[] = {
    {METHOD_GET, "/scheme", ACTION_OWN_ACCOUNT, SESSION_FULL, NULL, show_scheme, 0},
    {METHOD_POST, "/account/scheme", ACTION_OWN_ACCOUNT, SESSION_FULL, self_scheme_fields, self_scheme_submit, 0},
    {0},
};
static const struct program program = {"test", routes};
static struct person doctor;

static int open_doctor(void **state)
{
    const char *pem;
    const char *passphrase;
    const char *token;
    (void)open_visitor(state);
    doctor = people_in_use(&visitor, PERSON_DOCTOR, &pem, &passphrase);
    struct session session = {.account_id = doctor.id};
    struct request request = {.arena = visitor.arena, .cookies = "", .scheme = "http", .source = "192.0.2.7", .user_agent = ""};
    assert_int_equal(session_start(visitor.app.store, &request, SESSION_FULL, &session, &token), OK);
    visitor_set_cookie(&visitor, "nsdb", token);
    visitor.csrf_token = session.csrf_token;
    return 0;
}

static const char *ask(const char *what)
{
    return visitor_ask(&visitor, arena_format(visitor.arena, "SELECT %s account_id = %lld", what, (long long)doctor.id));
}

static void a_switch_changes_the_token(void **state)
{
    (void)state;
    test_sql(visitor.app.store, arena_format(visitor.arena, "INSERT INTO designation (reference, account_id, scheme, kind, number, "
        "municipality_id, institution_id, certified_on, expires_on, kana_sort) VALUES ('SCHEME%lld', %lld, 'shoman', 'shoman', "
        "'S%lld', 1, 1, '2026-04-01', '2031-03-31', '')", (long long)doctor.id, (long long)doctor.id, (long long)doctor.id));
    test_sql(visitor.app.store, "UPDATE session SET expires_at = NOW(6) + INTERVAL 1 HOUR");
    const char *old = arena_text(visitor.arena, visitor_cookie(&visitor, "nsdb"));
    const char *ends = ask("expires_at FROM session WHERE");
    visitor_post(&visitor, "/account/scheme", "scheme=shoman");
    assert_int_equal(visitor.status, 303);
    assert_string_not_equal(visitor_cookie(&visitor, "nsdb"), old);
    visitor_get(&visitor, "/scheme");
    assert_int_equal(visitor.status, 200);
    assert_string_equal(ask("expires_at FROM session WHERE"), ends);
    assert_string_equal(ask("COUNT(*) FROM session WHERE"), "1");
    assert_string_equal(ask("CONCAT(outcome, ' ', detail) FROM operation_log WHERE action = 'scheme_switch' AND"),
        "done {\"scheme\":\"shoman\"}");
    visitor_post(&visitor, "/account/scheme", "scheme=nanbyo"); /* a form that was drawn before */
    assert_int_equal(visitor.status, 403);
    visitor_set_cookie(&visitor, "nsdb", old);
    visitor_get(&visitor, "/scheme");
    assert_int_equal(visitor.status, 303);
}

static void another_scheme_cannot_be_chosen(void **state)
{
    (void)state;
    const char *old = arena_text(visitor.arena, visitor_cookie(&visitor, "nsdb"));
    static const char *const wanted[] = {"scheme=shoman", "scheme=", "scheme=x"};
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        visitor_post(&visitor, "/account/scheme", wanted[i]);
        assert_int_equal(visitor.status, 404);
    }
    assert_string_equal(visitor_cookie(&visitor, "nsdb"), old);
    visitor_get(&visitor, "/scheme");
    assert_int_equal(visitor.status, 204);
    assert_string_equal(ask("COUNT(*) FROM operation_log WHERE action = 'scheme_switch' AND"), "0");
}

int main(void)
{
    visitors_come_to(&program);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_switch_changes_the_token, open_doctor, close_visitor),
        cmocka_unit_test_setup_teardown(another_scheme_cannot_be_chosen, open_doctor, close_visitor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
