/* Signing in with ID and password: what is typed, where one comes out, forms (S06, T13), sessions (S01–S05). */
#include "sign_in_kit.h"

#include <string.h>

#include "routes.h"
#include "text.h"

/* "abcdefghijkl" with something between groups of four. */
static const char *in_groups(const char *code, const char *gap)
{
    return arena_format(visitor.arena, "%.4s%s%.4s%s%s", code, gap, code + 4, gap, code + 8);
}

static void a_typed_id_is_folded(void **state)
{
    (void)state;
    assert_string_equal(text_login_id(visitor.arena, "　ａｂｃ２３４defgh9 "), "ABC234DEFGH9");
    struct person doctor = person_in_use();
    char *small = arena_text(visitor.arena, doctor.login_id);
    for (char *c = small; *c != 0; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c + 32);
    people_sign_in(&visitor, arena_format(visitor.arena, "%%E3%%80%%80%s+", small), doctor.password);
    assert_string_equal(visitor.location, "/signin/proof");
}

/* the notice prints both in groups of four, and so they are typed. */
static void a_notice_is_typed_as_it_is_printed(void **state)
{
    (void)state;
    static const struct { const char *in_form; const char *typed; } gaps[] = {{"+", " "}, {"-", "-"}, {"%E3%80%80", "　"}};
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++) {
        struct person doctor = people_new(&visitor, PERSON_DOCTOR);
        visitor.cookie_count = 0;
        people_sign_in(&visitor, in_groups(doctor.login_id, gaps[i].in_form), in_groups(doctor.password, gaps[i].typed));
        assert_string_equal(visitor.location, "/signin/mail");
    }
    visitor.cookie_count = 0;
    struct person chosen = person_in_use();
    people_sign_in(&visitor, chosen.login_id, "tsukitohoshinoumi");
    assert_int_equal(visitor.status, 422);
}

/* Who is sent here from a form learns that it was not registered; only the one word says so. */
static void an_unsent_form_is_told(void **state)
{
    (void)state;
    static const char words[] = "送信した内容は登録されていません。ログインして、もう一度入力してください。";
    visitor_get(&visitor, "/signin/?unsent=yes");
    assert_int_equal(visitor.status, 200);
    assert_non_null(strstr(visitor.body, words));
    static const char *const others[] = {"/signin/", "/signin/?unsent=no", "/signin/?unsent=%3Cb%3E"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        visitor_get(&visitor, others[i]);
        assert_int_equal(visitor.status, 200);
        assert_null(strstr(visitor.body, words));
    }
}

static void where_to_go_next_stays_on_the_site(void **state)
{
    (void)state;
    static const char *const bad[] = {"https://evil.example/", "//evil.example/", "/\\evil.example",
        "/%09/evil.example", "account"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        visitor_get(&visitor, arena_format(visitor.arena, "/signin/?next=%s", bad[i]));
        assert_true(visitor.status == 400 || text_equal(visitor_between(&visitor, "name=\"next\" value=\"", "\""), ""));
    }
    visitor_get(&visitor, "/signin/?next=%2Finstitution%2Fusers%3Fname%3D1");
    assert_string_equal(visitor_between(&visitor, "name=\"next\" value=\"", "\""), "/institution/users?name=1");
    visitor_get(&visitor, "/signin/done?x=1");
    assert_int_equal(visitor.status, 303);
    assert_string_equal(visitor.location, "/signin/");
}

/* S06: each of token, Origin and Sec-Fetch-Site dropped or altered is 403, logged, and without effect. */
static void a_foreign_form_is_refused(void **state)
{
    (void)state;
    struct person clerk = people_new(&visitor, PERSON_CLERK);
    people_sign_in(&visitor, clerk.login_id, clerk.password);
    visitor_get(&visitor, "/signin/mail");
    const char *token = visitor.csrf_token;
    const struct { const char *token; const char *origin; const char *fetch_site; } attempts[] = {
        {"", NULL, "same-origin"}, {"AAAA", NULL, "same-origin"},
        {arena_format(visitor.arena, "%s0", token), NULL, "same-origin"},
        {token, "", "same-origin"}, {token, "null", "same-origin"}, {token, "http://evil.example", "same-origin"},
        {token, "https://localhost:8080", "same-origin"}, {token, NULL, "cross-site"}, {token, NULL, "same-site"},
        {token, NULL, "none"},
    };
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
        const char *log_before = number_of("SELECT COUNT(*) FROM operation_log WHERE outcome = 'refused' "
            "AND account_id = %lld", clerk.id);
        visitor.csrf_token = attempts[i].token;
        visitor.origin = attempts[i].origin;
        visitor.fetch_site = attempts[i].fetch_site;
        visitor_post(&visitor, "/signin/mail", "mail_address=a%40example.jp");
        assert_int_equal(visitor.status, 403);
        assert_string_equal(number_of("SELECT mail_generation FROM account WHERE id = %lld", clerk.id), "0");
        assert_string_not_equal(number_of("SELECT COUNT(*) FROM operation_log WHERE outcome = 'refused' "
            "AND account_id = %lld", clerk.id), log_before);
    }
    visitor.csrf_token = token;
    visitor.origin = NULL;
    visitor.fetch_site = "";
    visitor_post(&visitor, "/signin/mail", "mail_address=a%40example.jp");
    assert_int_equal(visitor.status, 303);
}

/* T13: nobody can sign a browser in under another account, without the cookie that belongs to the form. */
static void login_needs_the_browsers_own_form(void **state)
{
    (void)state;
    struct person doctor = person_in_use();
    people_sign_in(&visitor, "ZZZZZZZZZZZZ", "x");
    const char *token = visitor.csrf_token;
    struct visitor other;
    open_other_visitor(&other, "192.0.2.9");
    other.csrf_token = token;
    visitor_post(&other, "/signin/", arena_format(visitor.arena, "login_id=%s&password=%s", doctor.login_id,
        "tsuki+to+hoshi+no+umi"));
    assert_int_equal(other.status, 403);
    assert_string_equal(visitor_cookie(&other, "nsdb"), "");
    visitor_close(&other);
}

/* S03: the token that an attacker planted is worthless after sign-in. */
static void a_planted_session_is_replaced(void **state)
{
    (void)state;
    struct person attacker = people_new(&visitor, PERSON_CLERK);
    struct person victim = person_in_use();
    people_sign_in(&visitor, attacker.login_id, attacker.password);
    const char *planted = arena_text(visitor.arena, visitor_cookie(&visitor, "nsdb"));
    struct visitor other;
    open_other_visitor(&other, "192.0.2.9");
    visitor_get(&other, "/signin/");
    visitor_set_cookie(&other, "nsdb", planted);
    visitor_post(&other, "/signin/", arena_format(visitor.arena, "login_id=%s&password=%s", victim.login_id,
        "tsuki+to+hoshi+no+umi"));
    assert_int_equal(other.status, 303);
    assert_string_not_equal(visitor_cookie(&other, "nsdb"), planted);
    visitor_get(&visitor, "/signin/mail");
    assert_int_equal(visitor.status, 303);
    assert_string_equal(visitor.location, "/signin/");
    visitor_close(&other);
}

static struct person signed_in_clerk(void)
{
    struct person clerk = people_new(&visitor, PERSON_CLERK);
    people_sign_in(&visitor, clerk.login_id, clerk.password);
    visitor_get(&visitor, "/signin/mail");
    assert_int_equal(visitor.status, 200);
    return clerk;
}

static void assert_out(void)
{
    visitor_get(&visitor, "/signin/mail");
    assert_int_equal(visitor.status, 303);
    assert_string_equal(visitor.location, "/signin/");
}

/* S04, S05, A13, R-045: idle, absolute, revoked, deleted. */
static void sessions_end_on_the_server(void **state)
{
    (void)state;
    struct person clerk = signed_in_clerk();
    run("UPDATE session SET last_used_at = NOW(6) - INTERVAL 29 MINUTE WHERE account_id = %lld", clerk.id);
    visitor_get(&visitor, "/signin/mail");
    assert_int_equal(visitor.status, 200);
    assert_string_equal(number_of("SELECT last_used_at > NOW(6) - INTERVAL 1 MINUTE FROM session WHERE account_id = %lld",
        clerk.id), "1");
    run("UPDATE session SET last_used_at = NOW(6) - INTERVAL 30 MINUTE WHERE account_id = %lld", clerk.id);
    assert_out();
    clerk = signed_in_clerk();
    run("UPDATE session SET expires_at = NOW(6) WHERE account_id = %lld", clerk.id);
    assert_out();
    clerk = signed_in_clerk();
    assert_int_equal(session_revoke_all(visitor.app.store, clerk.id), OK);
    assert_out();
    clerk = signed_in_clerk();
    run("UPDATE account SET issue_state = 'deleted' WHERE id = %lld", clerk.id);
    assert_out();
}

/* The token is nowhere in the database (S02). */
static void the_database_keeps_a_hash(void **state)
{
    (void)state;
    struct person clerk = signed_in_clerk();
    const char *token = visitor_cookie(&visitor, "nsdb");
    assert_true(strlen(token) == 43);
    assert_string_equal(visitor_ask(&visitor, arena_format(visitor.arena,
        "SELECT COUNT(*) FROM session WHERE account_id = %lld AND token_hash = UNHEX(SHA2('%s', 256))",
        (long long)clerk.id, token)), "1");
}

static void unknown_places_and_ways(void **state)
{
    (void)state;
    visitor_get(&visitor, "/signin/nothing");
    assert_int_equal(visitor.status, 404);
    visitor_get(&visitor, "/signin");
    assert_int_equal(visitor.status, 404);
    visitor_post(&visitor, "/signin/done", "");
    assert_int_equal(visitor.status, 405);
    visitor_get(&visitor, "/signin/");
    visitor_post(&visitor, "/signin/", "login_id=A&password=b&role=manager");
    assert_int_equal(visitor.status, 400);
    visitor_post(&visitor, "/signin/", "login_id=A&login_id=B&password=b");
    assert_int_equal(visitor.status, 400);
}

int main(void)
{
    visitors_come_to(&signin_program);
    const struct CMUnitTest tests[] = {
        FLOW(a_typed_id_is_folded),
        FLOW(a_notice_is_typed_as_it_is_printed),
        FLOW(an_unsent_form_is_told),
        FLOW(where_to_go_next_stays_on_the_site),
        FLOW(a_foreign_form_is_refused),
        FLOW(login_needs_the_browsers_own_form),
        FLOW(a_planted_session_is_replaced),
        FLOW(sessions_end_on_the_server),
        FLOW(the_database_keeps_a_hash),
        FLOW(unknown_places_and_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
