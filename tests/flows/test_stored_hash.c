/* Hashes of passwords under a key from outside the database (C02): signing in with what was moved, closed, or left unsealed. */
#include "sign_in_kit.h"

#include "password.h"
#include "routes.h"

/* The stored hash was replaced; signing in with this password then fails without a verdict, and takes no try. */
static void nobody_enters(const struct person *person, const char *password)
{
    people_sign_in(&visitor, person->login_id, password);
    assert_int_equal(visitor.status, 503);
    assert_string_equal(visitor_cookie(&visitor, "nsdb"), "");
    assert_string_equal(number_of("SELECT failures FROM sign_in_guard WHERE account_id = %lld", person->id), "0");
}

static void a_moved_or_closed_hash_opens_nothing(void **state)
{
    (void)state;
    struct person owner = person_in_use();
    struct person other = person_in_use();
    people_password(&visitor, &other, password_hash(visitor.arena, "kaze to kumo no machi"));
    test_sql(visitor.app.store, arena_format(visitor.arena, "UPDATE password p JOIN password o ON o.account_id = %lld "
        "SET p.hash = o.hash WHERE p.account_id = %lld", (long long)owner.id, (long long)other.id));
    nobody_enters(&other, owner.password);
    nobody_enters(&other, "kaze to kumo no machi");
    test_sql(visitor.app.store, arena_format(visitor.arena,
        "UPDATE password SET hash = CONCAT(x'C8', SUBSTR(hash, 2)) WHERE account_id = %lld", (long long)owner.id));
    nobody_enters(&owner, owner.password);
}

/* As a release before 0017 left it: it goes on opening, and the sign-in seals it. */
static void an_unsealed_hash_is_sealed_at_the_sign_in(void **state)
{
    (void)state;
    struct person person = person_in_use();
    test_sql(visitor.app.store, arena_format(visitor.arena, "UPDATE password SET hash = '%s' WHERE account_id = %lld",
        password_hash(visitor.arena, person.password), (long long)person.id));
    static const char unsealed[] = "SELECT COUNT(*) FROM password WHERE account_id = %lld AND hash LIKE '$argon2id$%%'";
    people_sign_in(&visitor, person.login_id, "hoshi no nai yoru");
    assert_int_equal(visitor.status, 422);
    assert_string_equal(number_of(unsealed, person.id), "1");
    for (int round = 0; round < 2; round++) {
        visitor.cookie_count = 0;
        people_sign_in(&visitor, person.login_id, person.password);
        assert_int_equal(visitor.status, 303);
        assert_string_equal(number_of(unsealed, person.id), "0");
    }
}

int main(void)
{
    visitors_come_to(&signin_program);
    const struct CMUnitTest tests[] = {
        FLOW(a_moved_or_closed_hash_opens_nothing),
        FLOW(an_unsealed_hash_is_sealed_at_the_sign_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
