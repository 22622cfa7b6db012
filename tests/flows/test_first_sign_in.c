/* 初回ログイン (R-050…R-054): the whole way, only in its order (A09), each page of a key (A10, A11). */
#include "sign_in_kit.h"

#include <string.h>

#include "routes.h"
#include "text.h"

static const char secret_fields_right[] = "question=first_pet&answer=%E3%81%97%E3%82%8D%E3%81%8F%E3%81%BE&"
                                          "new_password=yama+no+ue+no+ki&new_password_again=yama+no+ue+no+ki";

static void the_whole_way(void **state)
{
    (void)state;
    struct person doctor = people_new(&visitor, PERSON_DOCTOR);
    people_sign_in(&visitor, doctor.login_id, doctor.password);
    assert_int_equal(visitor.status, 303);
    assert_string_equal(visitor.location, "/signin/mail");
    register_mail("hanako%40example.jp");
    const char *passphrase = people_passphrase(&visitor);
    const char *key_file = people_mailed_key_file(&visitor, doctor.id);
    assert_null(strstr(key_file, passphrase));
    visitor_post_proof(&visitor, "/signin/key", "", key_file, passphrase);
    assert_int_equal(visitor.status, 303);
    assert_string_equal(visitor.location, "/signin/secret");
    const char *token_before = arena_text(visitor.arena, visitor_cookie(&visitor, "nsdb"));
    visitor_get(&visitor, "/signin/secret");
    visitor_post(&visitor, "/signin/secret", secret_fields_right);
    assert_int_equal(visitor.status, 303);
    assert_string_equal(visitor.location, "/signin/done");
    assert_string_not_equal(visitor_cookie(&visitor, "nsdb"), token_before);
    visitor_get(&visitor, "/signin/done");
    assert_int_equal(visitor.status, 200);
    assert_string_equal(number_of("SELECT issue_state FROM account WHERE id = %lld", doctor.id), "active");
    assert_string_equal(number_of("SELECT COUNT(*) FROM initial_password WHERE account_id = %lld", doctor.id), "0");
    assert_string_equal(number_of("SELECT COALESCE(passphrase_sealed, 'wiped') FROM first_signin "
        "WHERE account_id = %lld", doctor.id), "wiped");
    /* Password and answer: no hash that could be guessed at without the key ring (C02). */
    assert_string_equal(number_of("SELECT CONCAT(p.hash LIKE '%%argon2%%', q.answer_hash LIKE '%%argon2%%') FROM password p "
        "JOIN secret_question q USING (account_id) WHERE account_id = %lld", doctor.id), "00");

    /* The initial password and the session before are dead (A07, S03). */
    struct visitor other;
    open_other_visitor(&other, "192.0.2.8");
    visitor_set_cookie(&other, "nsdb", token_before);
    visitor_get(&other, "/signin/secret");
    assert_string_equal(other.location, "/signin/");
    people_sign_in(&other, doctor.login_id, doctor.password);
    assert_int_equal(other.status, 422);

    /* Second sign-in elsewhere: password, then file and passphrase. */
    people_sign_in(&other, doctor.login_id, "yama no ue no ki");
    assert_int_equal(other.status, 303);
    assert_string_equal(other.location, "/signin/proof");
    visitor_get(&other, "/signin/done");
    assert_string_equal(other.location, "/signin/proof");
    visitor_get(&other, "/signin/proof");
    visitor_post_proof(&other, "/signin/proof", "", key_file, passphrase);
    assert_int_equal(other.status, 303);
    assert_string_equal(other.location, "/account/");
    visitor_close(&other);
}

/* A session whose first sign-in stands at `step`. */
static struct person person_at(const char *step)
{
    struct person doctor = people_new(&visitor, PERSON_DOCTOR);
    people_sign_in(&visitor, doctor.login_id, doctor.password);
    assert_string_equal(visitor.location, "/signin/mail");
    visitor_get(&visitor, "/signin/mail");
    test_sql(visitor.app.store, arena_format(visitor.arena,
        "UPDATE first_signin SET step = '%s' WHERE account_id = %lld", step, (long long)doctor.id));
    return doctor;
}

static const char *stored_state(int64_t id)
{
    return number_of("SELECT CONCAT_WS('/', a.issue_state, a.mail_generation, f.step, (SELECT COUNT(*) "
                     "FROM key_file k WHERE k.account_id = a.id AND k.state = 'active'), (SELECT COUNT(*) "
                     "FROM password p WHERE p.account_id = a.id)) FROM account a JOIN first_signin f "
                     "ON f.account_id = a.id WHERE a.id = %lld", id);
}

/* A09: a step that is not the next one is 409 and changes nothing; only the right ones may be posted. */
static void a_step_out_of_order_is_refused(void **state)
{
    (void)state;
    static const char *const steps[] = {"mail", "key", "secret", "done"};
    static const char *const posts[] = {"/signin/mail", "/signin/key", "/signin/secret"};
    for (size_t s = 0; s < sizeof steps / sizeof *steps; s++)
        for (size_t p = 0; p < sizeof posts / sizeof *posts; p++) {
            bool right = s == p || (s == 1 && p == 0);
            if (right)
                continue;
            struct person doctor = person_at(steps[s]);
            const char *before = stored_state(doctor.id);
            if (p == 1)
                visitor_post_proof(&visitor, posts[p], "", "file", "phrase");
            else
                visitor_post(&visitor, posts[p], p == 0 ? "mail_address=a%40example.jp" : secret_fields_right);
            assert_int_equal(visitor.status, 409);
            assert_string_equal(stored_state(doctor.id), before);
            visitor_get(&visitor, posts[p]);
            assert_int_equal(visitor.status, 303);
            visitor_post(&visitor, "/signin/out", "");
        }
}

/* A10, R-051: the key file of an earlier mail is refused, the latest works; a file for the wrong passphrase too. */
static void a_key_of_an_earlier_mail_is_void(void **state)
{
    (void)state;
    struct person clerk = people_new(&visitor, PERSON_CLERK);
    people_sign_in(&visitor, clerk.login_id, clerk.password);
    register_mail("first%40example.jp");
    const char *first_file = people_mailed_key_file(&visitor, clerk.id);
    const char *first_phrase = people_passphrase(&visitor);
    register_mail("second%40example.jp");
    const char *second_file = people_mailed_key_file(&visitor, clerk.id);
    const char *second_phrase = people_passphrase(&visitor);
    assert_string_equal(number_of("SELECT COUNT(*) FROM outbox WHERE account_id = %lld "
        "AND state = 'new'", clerk.id), "1");
    visitor_post_proof(&visitor, "/signin/key", "", first_file, first_phrase);
    assert_int_equal(visitor.status, 422);
    visitor_post_proof(&visitor, "/signin/key", "", second_file, first_phrase);
    assert_int_equal(visitor.status, 422);
    assert_string_equal(stored_state(clerk.id), "unissued/2/key/0/0");
    visitor_post_proof(&visitor, "/signin/key", "", second_file, second_phrase);
    assert_int_equal(visitor.status, 303);
    assert_string_equal(stored_state(clerk.id), "unissued/2/secret/1/0");
}

/* whoever has a key sent again learns that the passphrase is another one. */
static void sending_again_tells_of_the_passphrase(void **state)
{
    (void)state;
    static const struct { const char *address; const char *heading; bool tells; } orders[] = {
        {"first%40example.jp", "メールアドレスを登録しました", false},
        {"first%40example.jp", "暗号化鍵ファイルを送り直しました", true},
        {"second%40example.jp", "メールアドレスを登録し直しました", true}};
    struct person clerk = people_new(&visitor, PERSON_CLERK);
    const char *phrase = "";
    people_sign_in(&visitor, clerk.login_id, clerk.password);
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        register_mail(orders[i].address);
        const char *now = people_passphrase(&visitor);
        assert_string_not_equal(now, phrase);
        assert_non_null(strstr(visitor.body, orders[i].heading));
        assert_int_equal(strstr(visitor.body, "パスフレーズも変わりました。下の新しいパスフレーズを書き留めてください。") != NULL,
            orders[i].tells);
        phrase = now;
    }
}

/* A11: after 24 hours the file is refused, and the page offers a new one. */
static void a_key_lapses_after_a_day(void **state)
{
    (void)state;
    struct person clerk = people_new(&visitor, PERSON_CLERK);
    people_sign_in(&visitor, clerk.login_id, clerk.password);
    register_mail("late%40example.jp");
    const char *file = people_mailed_key_file(&visitor, clerk.id);
    const char *phrase = people_passphrase(&visitor);
    test_sql(visitor.app.store, arena_format(visitor.arena, "UPDATE key_file k JOIN first_signin f "
        "ON f.account_id = k.account_id SET k.expires_at = NOW(6) - INTERVAL 1 SECOND, f.key_expires_at = NOW(6) - "
        "INTERVAL 1 SECOND WHERE k.account_id = %lld",
        (long long)clerk.id));
    visitor_post_proof(&visitor, "/signin/key", "", file, phrase);
    assert_int_equal(visitor.status, 422);
    assert_non_null(strstr(visitor.body, "暗号化鍵ファイルの期限が切れました"));
    assert_non_null(strstr(visitor.body, "鍵ファイルを送り直す"));
    assert_null(strstr(visitor.body, phrase));
}

/* 自治体 users are led to 自アカウント管理, and nothing of the institution's steps opens to them. */
static void officials_enrol_in_their_own_account(void **state)
{
    (void)state;
    struct person staff = people_new(&visitor, PERSON_STAFF);
    people_sign_in(&visitor, staff.login_id, staff.password);
    assert_string_equal(visitor.location, "/account/self");
    visitor_get(&visitor, "/signin/mail");
    assert_int_equal(visitor.status, 303);
    assert_string_equal(visitor.location, "/account/self");
}

/* signing out at a step and coming back another day continues there. */
static void the_steps_are_taken_up_again(void **state)
{
    (void)state;
    struct person clerk = people_new(&visitor, PERSON_CLERK);
    people_sign_in(&visitor, clerk.login_id, clerk.password);
    register_mail("again%40example.jp");
    visitor_get(&visitor, "/signin/key");
    visitor_post(&visitor, "/signin/out", "");
    assert_string_equal(visitor.location, "/signin/out");
    visitor_get(&visitor, "/signin/out");
    assert_int_equal(visitor.status, 200);
    people_sign_in(&visitor, clerk.login_id, clerk.password);
    assert_string_equal(visitor.location, "/signin/key");
}

/* A03, R-056, R-057: what the last step refuses, it explains, and stores nothing. */
static void weak_choices_are_explained(void **state)
{
    (void)state;
    struct person doctor = person_at("secret");
    static const struct { const char *fields; const char *message; } cases[] = {
        {"question=first_pet&answer=%E3%81%97%E3%82%8D%E3%81%8F%E3%81%BE&new_password=short&new_password_again=short", "文字以上にしてください"},
        {"question=first_pet&answer=%E3%81%97%E3%82%8D%E3%81%8F%E3%81%BE&new_password=password123456&new_password_again=password123456", "よく使われるパスワード"},
        {"question=first_pet&answer=%E3%81%97%E3%82%8D%E3%81%8F%E3%81%BE&new_password=yama+no+ue+no+ki&new_password_again=yama", "一致しません"},
        {"question=first_pet&answer=ab&new_password=yama+no+ue+no+ki&new_password_again=yama+no+ue+no+ki", "4文字以上で入力してください"},
        {"question=other&answer=%E3%81%97%E3%82%8D%E3%81%8F%E3%81%BE&new_password=yama+no+ue+no+ki&new_password_again=yama+no+ue+no+ki", "一覧から選択してください"},
        {"question=first_pet&answer=&new_password=&new_password_again=", "入力してください"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        visitor_get(&visitor, "/signin/secret");
        visitor_post(&visitor, "/signin/secret", cases[i].fields);
        assert_int_equal(visitor.status, 422);
        assert_non_null(strstr(visitor.body, cases[i].message));
    }
    assert_string_equal(stored_state(doctor.id), "unissued/0/secret/0/0");
}

/* an initial password dies with its days; only who knows it learns why. */
static void an_old_slip_says_why(void **state)
{
    (void)state;
    struct person doctor = people_new(&visitor, PERSON_DOCTOR);
    test_sql(visitor.app.store, arena_format(visitor.arena,
        "UPDATE initial_password SET expires_at = NOW(6) WHERE account_id = %lld", (long long)doctor.id));
    people_sign_in(&visitor, doctor.login_id, "xxxxxxxxxxxx");
    assert_null(strstr(visitor.body, "初期パスワードの有効期限が切れています"));
    people_sign_in(&visitor, doctor.login_id, doctor.password);
    assert_int_equal(visitor.status, 422);
    assert_non_null(strstr(visitor.body, "初期パスワードの有効期限が切れています"));
}

int main(void)
{
    visitors_come_to(&signin_program);
    const struct CMUnitTest tests[] = {
        FLOW(the_whole_way),
        FLOW(a_step_out_of_order_is_refused),
        FLOW(a_key_of_an_earlier_mail_is_void),
        FLOW(sending_again_tells_of_the_passphrase),
        FLOW(a_key_lapses_after_a_day),
        FLOW(officials_enrol_in_their_own_account),
        FLOW(the_steps_are_taken_up_again),
        FLOW(weak_choices_are_explained),
        FLOW(an_old_slip_says_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
