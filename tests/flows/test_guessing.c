/* Guessing IDs and passwords: no way to tell IDs apart (A14), limits on tries, locks, slowed sources (R-055, A15, T17, T18). */
#include "sign_in_kit.h"

#include <pthread.h>
#include <string.h>

#include "routes.h"
#include "sign_in.h"

/* The page without what differs from request to request. */
static const char *bare_page(const char *login_id)
{
    struct arena *arena = visitor.arena;
    char *page = arena_text(arena, visitor.body);
    const char *const parts[] = {arena_format(arena, "%s", login_id), visitor.csrf_token,
        visitor_between(&visitor, "name=\"idempotency_key\" value=\"", "\"")};
    for (size_t i = 0; i < 3; i++)
        for (char *at = strstr(page, parts[i]); parts[i][0] != 0 && at != NULL; at = strstr(at + 1, parts[i]))
            memset(at, '*', strlen(parts[i]));
    return page;
}

static void all_failures_look_alike(void **state)
{
    (void)state;
    struct person wrong = person_in_use();
    struct person locked = person_in_use();
    struct person deleted = person_in_use();
    struct person fresh = people_new(&visitor, PERSON_CLERK);
    run("UPDATE account SET locked_at = NOW(6) WHERE id = %lld", locked.id);
    run("UPDATE account SET issue_state = 'deleted' WHERE id = %lld", deleted.id);
    const struct { const char *login_id; const char *password; } tries[] = {
        {"ZZZZZZZZZZZZ", "tsuki to hoshi no umi"}, {wrong.login_id, "tsuki to hoshi no yama"},
        {locked.login_id, locked.password}, {locked.login_id, "tsuki to hoshi no kawa"},
        {deleted.login_id, deleted.password}, {fresh.login_id, "abcdefghijkl"},
    };
    const char *first = NULL;
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        people_sign_in(&visitor, tries[i].login_id, tries[i].password);
        assert_int_equal(visitor.status, 422);
        const char *page = bare_page(tries[i].login_id);
        if (first == NULL)
            first = page;
        assert_string_equal(page, first);
        assert_string_equal(visitor_cookie(&visitor, "nsdb"), "");
    }
}

struct guesser {
    pthread_t thread;
    struct visitor visitor; /* opened before the thread starts: settings are read by one thread at a time */
    const char *login_id;
    int number;
    int verified;
};

static void *guess(void *state)
{
    struct guesser *guesser = state;
    struct visitor *other = &guesser->visitor;
    struct request request = {.arena = other->arena, .secrets = other->secrets, .id = "test",
        .source = "192.0.2.66", .cookies = "", .scheme = "http"};
    for (int i = 0; i < 5; i++) {
        struct sign_in sign_in;
        const char *password = arena_format(other->arena, "guess number %d of %d", i, guesser->number);
        if (sign_in_find(other->app.store, &request, guesser->login_id, &sign_in) != OK ||
            sign_in_begin(other->app.store, other->app.keyring,
                (struct bytes){(const uint8_t *)password, strlen(password)}, &sign_in) != OK)
            continue;
        if (sign_in.counted && sign_in_verify(&sign_in, other->secrets, other->app.keyring, password) == SIGN_IN_WRONG)
            guesser->verified++;
    }
    return NULL;
}

/* A15, T17: 100 guesses at once, at most 10 of them are verified. */
static void parallel_guesses_are_counted_before(void **state)
{
    (void)state;
    enum { GUESSERS = 20 };
    struct person doctor = person_in_use();
    struct guesser guessers[GUESSERS];
    int verified = 0;
    for (int i = 0; i < GUESSERS; i++) {
        guessers[i] = (struct guesser){.login_id = doctor.login_id, .number = i};
        open_other_visitor(&guessers[i].visitor, "192.0.2.66");
    }
    for (int i = 0; i < GUESSERS; i++)
        assert_int_equal(pthread_create(&guessers[i].thread, NULL, guess, &guessers[i]), 0);
    for (int i = 0; i < GUESSERS; i++) {
        (void)pthread_join(guessers[i].thread, NULL);
        visitor_close(&guessers[i].visitor);
        verified += guessers[i].verified;
    }
    assert_int_equal(verified, 10);
    people_sign_in(&visitor, doctor.login_id, doctor.password);
    assert_int_equal(visitor.status, 422);
    assert_string_equal(number_of("SELECT locked_at IS NOT NULL FROM account WHERE id = %lld", doctor.id), "1");
}

/* the same mistake again counts once; ten different ones lock, and the owner is told once. */
static void ten_mistakes_lock(void **state)
{
    (void)state;
    struct person doctor = person_in_use();
    for (int i = 0; i < 12; i++)
        people_sign_in(&visitor, doctor.login_id, "the same mistake");
    assert_string_equal(number_of("SELECT failures FROM sign_in_guard WHERE account_id = %lld", doctor.id), "1");
    run("DELETE FROM source_penalty WHERE %lld > 0", doctor.id);
    for (int i = 0; i < 8; i++)
        people_sign_in(&visitor, doctor.login_id, arena_format(visitor.arena, "mistake %d", i));
    assert_string_equal(number_of("SELECT failures FROM sign_in_guard WHERE account_id = %lld", doctor.id), "9");
    people_sign_in(&visitor, doctor.login_id, doctor.password);
    assert_string_equal(visitor.location, "/signin/proof");
    run("DELETE FROM source_penalty WHERE %lld > 0", doctor.id);
    visitor_post(&visitor, "/signin/out", "");
    visitor_set_cookie(&visitor, "nsdb", "");
    for (int i = 0; i < 3; i++)
        people_sign_in(&visitor, doctor.login_id, arena_format(visitor.arena, "another mistake %d", i));
    assert_string_equal(number_of("SELECT locked_at IS NOT NULL FROM account WHERE id = %lld", doctor.id), "1");
    assert_string_equal(number_of("SELECT COUNT(*) FROM outbox WHERE account_id = %lld "
        "AND kind = 'account_locked'", doctor.id), "1");
    assert_string_equal(number_of("SELECT COUNT(*) FROM operation_log WHERE action = 'account_lock' "
        "AND subject_id = %lld", doctor.id), "1");
}

/* an attempt is sent to wait as its source's failures ask, is then tried, and never waits twice. */
static void a_source_that_fails_is_held(void **state)
{
    (void)state;
    static const struct { int failures; const char *hold; } cases[] = {{10, ""}, {11, "@hold_1s"},
        {20, "@hold_2s"}, {21, "@hold_5s"}, {5000, "@hold_5s"}};
    struct person doctor = person_in_use();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        run("DELETE FROM source_penalty WHERE %lld > 0", doctor.id);
        run("INSERT INTO source_penalty (source, failures, updated_at) VALUES (x'c0000207', %lld, NOW(6))",
            cases[i].failures);
        people_sign_in(&visitor, doctor.login_id, doctor.password);
        assert_string_equal(visitor.hold, cases[i].hold);
        assert_string_equal(visitor.location, "/signin/proof");
        visitor_post(&visitor, "/signin/out", "");
    }
}

/* T18: whoever guesses from elsewhere does not shut out the browser that proved the key. */
static void a_known_browser_is_not_shut_out(void **state)
{
    (void)state;
    const char *pem;
    const char *passphrase;
    struct person doctor = people_in_use(&visitor, PERSON_DOCTOR, &pem, &passphrase);
    people_sign_in(&visitor, doctor.login_id, doctor.password);
    visitor_get(&visitor, "/signin/proof");
    const char *challenge = visitor_between(&visitor, "data-challenge=\"", "\"");
    visitor_post_proof(&visitor, "/signin/proof", people_sign(&visitor, pem, passphrase, challenge), "", "");
    assert_string_equal(visitor.location, "/account/");
    visitor_get(&visitor, "/signin/done");
    visitor_post(&visitor, "/signin/out", "");

    struct visitor attacker;
    open_other_visitor(&attacker, "192.0.2.66");
    for (int i = 0; i < 11; i++)
        people_sign_in(&attacker, doctor.login_id, arena_format(visitor.arena, "attack %d", i));
    assert_string_equal(number_of("SELECT locked_at IS NOT NULL FROM account WHERE id = %lld", doctor.id), "1");
    people_sign_in(&attacker, doctor.login_id, doctor.password);
    assert_int_equal(attacker.status, 422);
    visitor_close(&attacker);

    people_sign_in(&visitor, doctor.login_id, doctor.password);
    assert_int_equal(visitor.status, 303);
    assert_string_equal(visitor.location, "/signin/proof");
}

int main(void)
{
    visitors_come_to(&signin_program);
    const struct CMUnitTest tests[] = {
        FLOW(all_failures_look_alike),
        FLOW(parallel_guesses_are_counted_before),
        FLOW(ten_mistakes_lock),
        FLOW(a_source_that_fails_is_held),
        FLOW(a_known_browser_is_not_shut_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
