/* The parts of access that need no database: delays, addresses, the guard's answers, where a browser may be
 * sent next, forms (S06), the list of common passwords (A03), ordered mails. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <unistd.h>

#include "csrf.h"
#include "guard.h"
#include "limiter.h"
#include "password_change.h"
#include "source.h"
#include "text.h"

static void delays_grow_and_end(void **state)
{
    (void)state;
    assert_int_equal(limiter_delay_ms(0), 0);
    assert_int_equal(limiter_delay_ms(10), 0);
    assert_int_equal(limiter_delay_ms(11), 1000);
    assert_int_equal(limiter_delay_ms(15), 1000);
    assert_int_equal(limiter_delay_ms(16), 2000);
    assert_int_equal(limiter_delay_ms(20), 2000);
    assert_int_equal(limiter_delay_ms(21), 5000);
    assert_int_equal(limiter_delay_ms(INT64_MAX), 5000);
}

static void addresses_become_networks(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    static const struct { const char *text; size_t bytes; size_t network; uint8_t first; } cases[] = {
        {"192.0.2.7", 4, 4, 192}, {"::ffff:192.0.2.7", 4, 4, 192}, {"2001:db8::1", 16, 8, 0x20},
        {"unix:", 4, 4, 0}, {"", 4, 4, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(source_bytes(arena, cases[i].text).size, cases[i].bytes);
        assert_int_equal(source_network(arena, cases[i].text).size, cases[i].network);
        assert_int_equal(source_bytes(arena, cases[i].text).data[0], cases[i].first);
    }
    arena_free(&arena);
}

struct door {
    enum session_stage stage;
    enum role role;
    enum session_stage needed;
    enum action right;
    const char *path;
    enum guard_answer answer;
};

static const struct door doors[] = {
    {SESSION_NONE, ROLE_NONE, SESSION_NONE, ACTION_NONE, "/signin/", GUARD_OPEN},
    {SESSION_NONE, ROLE_NONE, SESSION_FULL, ACTION_OWN_ACCOUNT, "/account/", GUARD_ELSEWHERE},
    {SESSION_NONE, ROLE_NONE, SESSION_ENROLLING, ACTION_OWN_ACCOUNT, "/signin/mail", GUARD_ELSEWHERE},
    {SESSION_ENROLLING, ROLE_DOCTOR, SESSION_ENROLLING, ACTION_OWN_ACCOUNT, "/signin/mail", GUARD_OPEN},
    {SESSION_ENROLLING, ROLE_DOCTOR, SESSION_ENROLLING, ACTION_OWN_ACCOUNT, "/account/self", GUARD_ELSEWHERE},
    {SESSION_ENROLLING, ROLE_MUNICIPALITY_STAFF, SESSION_ENROLLING, ACTION_OWN_ACCOUNT, "/account/self", GUARD_OPEN},
    {SESSION_ENROLLING, ROLE_MUNICIPALITY_STAFF, SESSION_ENROLLING, ACTION_OWN_ACCOUNT, "/signin/mail", GUARD_ELSEWHERE},
    {SESSION_ENROLLING, ROLE_MUNICIPALITY_STAFF, SESSION_FULL, ACTION_DOCTOR_REGISTER, "/institution/register", GUARD_ELSEWHERE},
    {SESSION_ENROLLING, ROLE_DOCTOR, SESSION_PROVING, ACTION_OWN_ACCOUNT, "/signin/proof", GUARD_ELSEWHERE},
    {SESSION_PROVING, ROLE_DOCTOR, SESSION_PROVING, ACTION_OWN_ACCOUNT, "/signin/proof", GUARD_OPEN},
    {SESSION_PROVING, ROLE_DOCTOR, SESSION_FULL, ACTION_OWN_ACCOUNT, "/account/", GUARD_ELSEWHERE},
    {SESSION_PROVING, ROLE_DOCTOR, SESSION_ENROLLING, ACTION_OWN_ACCOUNT, "/signin/secret", GUARD_ELSEWHERE},
    {SESSION_FULL, ROLE_DOCTOR, SESSION_ENROLLING, ACTION_OWN_ACCOUNT, "/signin/secret", GUARD_ELSEWHERE},
    {SESSION_FULL, ROLE_DOCTOR, SESSION_ENROLLING, ACTION_OWN_ACCOUNT, "/account/self", GUARD_OPEN},
    {SESSION_FULL, ROLE_DOCTOR, SESSION_FULL, ACTION_DOCTOR_REGISTER, "/institution/register", GUARD_FORBIDDEN},
    {SESSION_FULL, ROLE_CLERK, SESSION_FULL, ACTION_INSTITUTION_USERS, "/institution/members", GUARD_FORBIDDEN},
    {SESSION_FULL, ROLE_MUNICIPALITY_STAFF, SESSION_FULL, ACTION_DOCTOR_REGISTER, "/institution/register", GUARD_OPEN},
};

static void the_guard_answers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof doors / sizeof *doors; i++) {
        const struct session session = {.stage = doors[i].stage, .role = doors[i].role, .step = "mail"};
        assert_int_equal(guard_ask(&session, doors[i].needed, doors[i].right, doors[i].path), doors[i].answer);
    }
}

static void next_stays_here(void **state)
{
    (void)state;
    static const char *const bad[] = {"", "x", "//x", "/\\x", "/a\r\nb", "/a b", "/signin/mail", "http://x/", "/あ"};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_string_equal(guard_next(bad[i]), "");
    assert_string_equal(guard_next("/institution/users?name=%E3%81%82"), "/institution/users?name=%E3%81%82");
    assert_string_equal(guard_sign_in(arena, "/institution/users", "a=1&b=2"),
        "/signin/?next=/institution/users%3Fa%3D1%26b%3D2");
    assert_string_equal(guard_sign_in(arena, "/signin/mail", ""), "/signin/");
    arena_free(&arena);
}

static void tokens_belong_to_their_secret(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const char *token = csrf_token(arena, "secret");
    assert_int_equal(strlen(token), 43);
    assert_true(csrf_token_fits(token, csrf_token(arena, "secret")));
    assert_false(csrf_token_fits(token, csrf_token(arena, "secrets")));
    assert_false(csrf_token_fits(token, ""));
    assert_false(csrf_token_fits(NULL, NULL));
    assert_false(csrf_token_fits("", ""));
    assert_true(csrf_is_idempotency_key(csrf_idempotency_key(arena)));
    assert_false(csrf_is_idempotency_key("short"));
    assert_false(csrf_is_idempotency_key("AAAAAAAAAAAAAAAAAAAAA'"));
    arena_free(&arena);
}

/* A03: 50 values that everybody tries. */
static void the_list_knows_common_passwords(void **state)
{
    (void)state;
    static const char *const common[] = {"password", "Password1", "PASSWORD2024", "p@ssw0rd", "P@ssw0rd123",
        "passw0rd", "12345678", "123456789", "1234567890", "11111111", "00000000", "88888888", "12341234",
        "11223344", "qwertyui", "qwertyuiop", "1qaz2wsx", "1q2w3e4r", "zaq12wsx", "asdfghjkl", "iloveyou",
        "sunshine", "princess", "football", "baseball", "superman", "welcome1", "Welcome2023!", "administrator",
        "admin12345678", "letmein123", "changeme", "secret123", "computer", "internet", "hospital", "Hospital2024",
        "byouin123", "kangoshi1", "doctor2023", "iryou12345", "nanbyo2024", "tokyo2020!", "osaka12345678",
        "sakura2023", "sakurasakura", "takahashi1", "tanakahiroshi", "19700101", "20202020", "hanshin1985",
        "pokemon123"};
    struct arena *arena = arena_new();
    struct settings *settings = NULL;
    const char *problem = NULL;
    const char *path = arena_format(arena, "/tmp/test_limits.%d.settings", (int)getpid());
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    (void)fprintf(file, "common_passwords_file = %s/conf/common_passwords.txt\n", text_or(getenv("srcdir"), "."));
    (void)fclose(file);
    assert_int_equal(settings_read(arena, path, &settings, &problem), OK);
    (void)unlink(path);
    for (size_t i = 0; i < sizeof common / sizeof *common; i++) {
        bool is_common = false;
        assert_int_equal(password_is_common(settings, common[i], &is_common), OK);
        if (!is_common)
            print_error("%s is not in the list\n", common[i]);
        assert_true(is_common);
    }
    bool is_common = true;
    assert_int_equal(password_is_common(settings, "yama no ue no ki", &is_common), OK);
    assert_false(is_common);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(delays_grow_and_end),
        cmocka_unit_test(addresses_become_networks),
        cmocka_unit_test(the_guard_answers),
        cmocka_unit_test(next_stays_here),
        cmocka_unit_test(tokens_belong_to_their_secret),
        cmocka_unit_test(the_list_knows_common_passwords),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
