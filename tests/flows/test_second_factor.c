/* The second factor at sign-ins after the first: what proves the key, and what of it counts after 暗号化鍵再発行 and
 * パスワード初期化. */
#include "sign_in_kit.h"

#include <string.h>

#include "digest.h"
#include "routes.h"
#include "seal_place.h"

/* With script: the signature of the browser's key; a challenge answers once (replay). */
static void a_signature_proves_once(void **state)
{
    (void)state;
    const char *pem;
    const char *passphrase;
    struct person doctor = people_in_use(&visitor, PERSON_DOCTOR, &pem, &passphrase);
    people_sign_in(&visitor, doctor.login_id, doctor.password);
    assert_string_equal(visitor.location, "/signin/proof");
    visitor_get(&visitor, "/signin/proof");
    assert_string_equal(visitor_between(&visitor, "data-account=\"", "\""), doctor.reference);
    const char *first = visitor_between(&visitor, "data-challenge=\"", "\"");
    visitor_post_proof(&visitor, "/signin/proof", "AAAA", "", "");
    assert_int_equal(visitor.status, 422);
    visitor_post_proof(&visitor, "/signin/proof", people_sign(&visitor, pem, passphrase, first), "", "");
    assert_int_equal(visitor.status, 422);
    const char *second = visitor_between(&visitor, "data-challenge=\"", "\"");
    visitor_post_proof(&visitor, "/signin/proof", people_sign(&visitor, pem, passphrase, second), "", "");
    assert_int_equal(visitor.status, 303);
    assert_string_equal(visitor.location, "/account/");
    assert_string_equal(number_of("SELECT failures FROM sign_in_guard WHERE account_id = %lld", doctor.id), "0");
    assert_string_equal(number_of("SELECT COUNT(*) FROM browser_key WHERE account_id = %lld", doctor.id), "1");
}

/* Somebody else's key proves nothing (A11); ten wrong proofs lock and the owner gets a mail. */
static void wrong_proofs_lock(void **state)
{
    (void)state;
    const char *pem;
    const char *passphrase;
    const char *others_pem;
    const char *others_passphrase;
    struct person doctor = people_in_use(&visitor, PERSON_DOCTOR, &pem, &passphrase);
    (void)people_in_use(&visitor, PERSON_DOCTOR, &others_pem, &others_passphrase);
    people_sign_in(&visitor, doctor.login_id, doctor.password);
    visitor_get(&visitor, "/signin/proof");
    for (int i = 0; i < 10; i++) {
        const char *challenge = visitor_between(&visitor, "data-challenge=\"", "\"");
        visitor_post_proof(&visitor, "/signin/proof",
            people_sign(&visitor, others_pem, others_passphrase, challenge), "", "");
        assert_int_equal(visitor.status, 422);
    }
    assert_non_null(strstr(visitor.body, "アカウントがロックされました"));
    assert_string_equal(number_of("SELECT locked_at IS NOT NULL FROM account WHERE id = %lld", doctor.id), "1");
    assert_string_equal(number_of("SELECT COUNT(*) FROM outbox WHERE account_id = %lld "
        "AND kind = 'account_locked'", doctor.id), "1");
    visitor_get(&visitor, "/signin/proof");
    assert_int_equal(visitor.status, 303);
}

static void prove(const char *pem, const char *passphrase)
{
    visitor_get(&visitor, "/signin/proof");
    const char *challenge = visitor_between(&visitor, "data-challenge=\"", "\"");
    visitor_post_proof(&visitor, "/signin/proof", people_sign(&visitor, pem, passphrase, challenge), "", "");
    assert_int_equal(visitor.status, 303);
}

/* R-046, R-059 (暗号化鍵再発行): mail and key again, neither question nor password; the former address hears of it (A20). */
static void mail_and_key_again(void **state)
{
    (void)state;
    const char *pem;
    const char *passphrase;
    struct person doctor = people_in_use(&visitor, PERSON_DOCTOR, &pem, &passphrase);
    test_sql(visitor.app.store, arena_format(visitor.arena, "UPDATE key_file SET state = 'void' "
        "WHERE account_id = %lld", (long long)doctor.id));
    test_sql(visitor.app.store, arena_format(visitor.arena, "UPDATE account SET mail_address = "
        "'before@example.jp', mail_generation = 1 WHERE id = %lld", (long long)doctor.id));
    test_sql(visitor.app.store, arena_format(visitor.arena, "INSERT INTO first_signin (account_id, purpose, "
        "step, updated_at) VALUES (%lld, 'renew', 'mail', NOW(6))", (long long)doctor.id));
    people_sign_in(&visitor, doctor.login_id, doctor.password);
    assert_string_equal(visitor.location, "/signin/mail");
    register_mail("after%40example.jp");
    assert_string_equal(number_of("SELECT recipient FROM outbox WHERE account_id = %lld "
        "AND kind = 'mail_changed'", doctor.id), "before@example.jp");
    const char *phrase = people_passphrase(&visitor);
    assert_null(strstr(visitor.body, "秘密の質問"));
    visitor_post_proof(&visitor, "/signin/key", "", people_mailed_key_file(&visitor, doctor.id), phrase);
    assert_int_equal(visitor.status, 303);
    assert_string_equal(visitor.location, "/signin/done");
    visitor_get(&visitor, "/signin/done");
    assert_int_equal(visitor.status, 200);
    assert_string_equal(number_of("SELECT COALESCE(passphrase_sealed, 'wiped') FROM first_signin "
        "WHERE account_id = %lld", doctor.id), "wiped");
    /* The key of before proves nothing any more. */
    visitor_post(&visitor, "/signin/out", "");
    people_sign_in(&visitor, doctor.login_id, doctor.password);
    visitor_get(&visitor, "/signin/proof");
    visitor_post_proof(&visitor, "/signin/proof",
        people_sign(&visitor, pem, passphrase, visitor_between(&visitor, "data-challenge=\"", "\"")), "", "");
    assert_int_equal(visitor.status, 422);
}

/* R-059 パスワード初期化: the new initial password alone is not enough, the key still counts; then a new password and
 * nothing else. */
static void a_reset_password_still_needs_the_key(void **state)
{
    (void)state;
    const char *pem;
    const char *passphrase;
    struct person doctor = people_in_use(&visitor, PERSON_DOCTOR, &pem, &passphrase);
    struct person slip = people_new(&visitor, PERSON_CLERK);
    struct bytes sealed = seal_close(visitor.arena, visitor.app.keyring,
        (struct bytes){(const uint8_t *)slip.password, strlen(slip.password)},
        seal_place_initial_password(visitor.arena, doctor.reference, 2));
    test_sql(visitor.app.store, arena_format(visitor.arena, "INSERT INTO initial_password (account_id, "
        "slip_number, sealed, issued_at, expires_at) VALUES (%lld, 2, x'%s', NOW(6), NOW(6) + INTERVAL 90 DAY)",
        (long long)doctor.id, digest_hex(visitor.arena, sealed)));
    people_sign_in(&visitor, doctor.login_id, doctor.password);
    assert_int_equal(visitor.status, 422);
    people_sign_in(&visitor, doctor.login_id, slip.password);
    assert_string_equal(visitor.location, "/signin/proof");
    visitor_get(&visitor, "/signin/secret");
    assert_string_equal(visitor.location, "/signin/proof");
    prove(pem, passphrase);
    assert_string_equal(visitor.location, "/signin/password");
    visitor_get(&visitor, "/signin/secret");
    assert_string_equal(visitor.location, "/signin/password");
    visitor_get(&visitor, "/signin/password");
    assert_null(strstr(visitor.body, "name=\"question\""));
    visitor_post(&visitor, "/signin/password", "new_password=short&new_password_again=short");
    assert_int_equal(visitor.status, 422);
    visitor_post(&visitor, "/signin/password", "new_password=yama+no+ue+no+ki&new_password_again=yama+no+ue+no+ki");
    assert_string_equal(visitor.location, "/signin/done");
    assert_string_equal(number_of("SELECT issue_state FROM account WHERE id = %lld", doctor.id), "active");
    assert_string_equal(number_of("SELECT COUNT(*) FROM initial_password WHERE account_id = %lld", doctor.id), "0");
    visitor_post(&visitor, "/signin/out", "");
    people_sign_in(&visitor, doctor.login_id, "yama no ue no ki");
    assert_string_equal(visitor.location, "/signin/proof");
}

int main(void)
{
    visitors_come_to(&signin_program);
    const struct CMUnitTest tests[] = {
        FLOW(a_signature_proves_once),
        FLOW(wrong_proofs_lock),
        FLOW(mail_and_key_again),
        FLOW(a_reset_password_still_needs_the_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
