/* a whole hospital behind one address. One attacker guesses from it without end; 200 doctors sign in: those
 * whose browsers proved their keys as if he were not there, the others wait at most 5 s, and nobody is refused. */
#include "one_visitor.h"

#include "digest.h"
#include "limiter.h"
#include "number.h"
#include "password.h"
#include "routes.h"
#include "sign_in.h"
#include "text.h"

enum { DOCTORS = 200, GUESSES = 60 };

/* Doctors 2…200 share hash and key of the first: making each its own would take a minute. */
static void multiply(const struct person *first, const char *browser)
{
    struct arena *arena = visitor.arena;
    struct digest digest = digest_of_text(browser);
    test_sql(visitor.app.store, arena_format(arena, "INSERT INTO account (reference, login_id, role, "
        "medical_register_number, family_name, given_name, name_folded, kana_folded, issue_state) "
        "SELECT CONCAT('MANY', LPAD(n.seq, 18, '0')), CONCAT('MANY', LPAD(n.seq, 8, '0')), 'doctor', CONCAT('9', "
        "LPAD(n.seq, 5, '0')), '鈴木', '花子', '', '', 'active' FROM seq_1_to_%d n", DOCTORS));
    test_sql(visitor.app.store, "INSERT INTO auth_epoch (account_id) SELECT id FROM account "
        "WHERE reference LIKE 'MANY%'");
    const char *hash = password_hash(arena, first->password);
    int64_t id = 0;
    assert_true(number_read(visitor_ask(&visitor, "SELECT MIN(id) FROM account WHERE reference LIKE 'MANY%'"), 1, INT64_MAX, &id));
    for (int i = 0; i < DOCTORS; i++)
        people_password(&visitor,
            &(struct person){.id = id + i, .reference = arena_format(arena, "MANY%018d", i + 1)}, hash);
    test_sql(visitor.app.store, arena_format(arena, "INSERT INTO key_file (account_id, generation, "
        "mail_generation, public_key, state, created_at, expires_at) SELECT a.id, 1, 0, k.public_key, 'active', "
        "NOW(6), NOW(6) FROM account a JOIN key_file k ON k.account_id = %lld WHERE a.reference LIKE 'MANY%%'",
        (long long)first->id));
    test_sql(visitor.app.store, arena_format(arena, "INSERT INTO browser_key (account_id, key_file_id, "
        "browser_hash, user_agent, registered_at, last_used_at) SELECT a.id, k.id, x'%s', '', NOW(6), NOW(6) "
        "FROM account a JOIN key_file k ON k.account_id = a.id WHERE a.reference LIKE 'MANY%%'",
        digest_hex(arena, digest_bytes(&digest))));
}

static void the_attacker_slows_only_himself(void **state)
{
    (void)state;
    const char *pem;
    const char *passphrase;
    struct person first = people_in_use(&visitor, PERSON_DOCTOR, &pem, &passphrase);
    struct request request = {.arena = visitor.arena, .secrets = visitor.secrets, .id = "test",
        .source = "127.0.0.1", .cookies = "", .scheme = "http", .user_agent = ""};
    multiply(&first, "TheBrowserOfTheWard");

    struct sign_in guess;
    for (int i = 0; i < GUESSES; i++) {
        const char *login_id = arena_format(visitor.arena, "MANY%08d", 1 + i % DOCTORS);
        bool locked;
        assert_int_equal(sign_in_find(visitor.app.store, &request, login_id, &guess), OK);
        assert_int_equal(sign_in_begin(visitor.app.store, visitor.app.keyring,
            (struct bytes){(const uint8_t *)login_id, strlen(login_id)}, &guess), OK);
        assert_int_equal(sign_in_settle_wrong(visitor.app.store, &guess, &locked), OK);
    }
    assert_int_equal(sign_in_find(visitor.app.store, &request, "ZZZZZZZZZZZZ", &guess), OK);
    assert_int_equal(sign_in_delay_ms(&guess), LIMITER_DELAY_MOST_MS);

    /* What 200 doctors see then, half of them at browsers that nobody knows. */
    char *const storm[] = {arena_format(visitor.arena, "%s/tests/flows/one_address", text_or(getenv("srcdir"), ".")),
        arena_text(visitor.arena, first.password), NULL};
    print_message("%s", visitor_output(&visitor, storm));

    /* 60 tries of 60 accounts, one each: nobody is locked out (A16, T18). */
    assert_string_equal(visitor_ask(&visitor, "SELECT COUNT(*) FROM account WHERE locked_at IS NOT NULL"), "0");
}

int main(void)
{
    visitors_come_to(&signin_program);
    const struct CMUnitTest tests[] = {
        FLOW(the_attacker_slows_only_himself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
