/* 初回ログイン as a wizard (R-050, R-052, A09): every address of its steps at every stage, every order of the steps, and
 * leaving at each to go on another day. What must come out is written down here from the requirements, not asked
 * from the program. */
#include "one_visitor.h"

#include <string.h>

#include "routes.h"
#include "text.h"

enum door { DOOR_MAIL, DOOR_KEY, DOOR_SECRET, DOOR_PASSWORD, DOOR_PROOF, DOOR_DONE, DOOR_COUNT };

static const struct {
    const char *path;
    const char *fields;    /* good ones; NULL for a form with a key file */
} doors[DOOR_COUNT] = {
    [DOOR_MAIL] = {"/signin/mail", "mail_address=a%40example.jp"},
    [DOOR_KEY] = {"/signin/key", NULL},
    [DOOR_SECRET] = {"/signin/secret", "question=first_pet&answer=%E3%81%97%E3%82%8D%E3%81%8F%E3%81%BE&"
                                       "new_password=yama+no+ue+no+ki&new_password_again=yama+no+ue+no+ki"},
    [DOOR_PASSWORD] = {"/signin/password", "new_password=yama+no+ue+no+ki&new_password_again=yama+no+ue+no+ki"},
    [DOOR_PROOF] = {"/signin/proof", NULL},
    [DOOR_DONE] = {"/signin/done", ""},
};

#define OPEN(door) (1U << (door))

/* Where a person may stand, and which doors are open there. */
static const struct stage {
    const char *name;
    const char *step;      /* of a first sign-in under way; NULL for none */
    bool in_use;
    bool proven;
    const char *way;       /* where every other door leads */
    unsigned open;
    const char *way_of_posts; /* where a form leads that was sent there; NULL: the same */
} stages[] = {
    {"out", NULL, false, false, "/signin/", 0, "/signin/?unsent=yes"},
    {"mail", "mail", false, false, "/signin/mail", OPEN(DOOR_MAIL), NULL},
    {"key", "key", false, false, "/signin/key", OPEN(DOOR_MAIL) | OPEN(DOOR_KEY), NULL},
    {"secret", "secret", false, false, "/signin/secret", OPEN(DOOR_SECRET), NULL},
    {"password", "password", false, false, "/signin/password", OPEN(DOOR_PASSWORD), NULL},
    {"proving", NULL, true, false, "/signin/proof", OPEN(DOOR_PROOF), NULL},
    {"in", NULL, true, true, "/account/", OPEN(DOOR_DONE), NULL},
};

enum { STAGES = sizeof stages / sizeof *stages };

static void post(enum door door, const char *key_file, const char *passphrase)
{
    if (doors[door].fields == NULL)
        visitor_post_proof(&visitor, doors[door].path, "", key_file, passphrase);
    else
        visitor_post(&visitor, doors[door].path, doors[door].fields);
}

static struct person person_in_use(bool proven)
{
    const char *pem;
    const char *passphrase;
    struct person person = people_in_use(&visitor, PERSON_DOCTOR, &pem, &passphrase);
    people_sign_in(&visitor, person.login_id, person.password);
    visitor_get(&visitor, "/signin/proof");
    if (proven)
        visitor_post_proof(&visitor, "/signin/proof",
            people_sign(&visitor, pem, passphrase, visitor_between(&visitor, "data-challenge=\"", "\"")), "", "");
    return person;
}

static struct person person_at(const struct stage *stage)
{
    visitor.cookie_count = 0;
    if (stage->in_use)
        return person_in_use(stage->proven);
    struct person person = people_new(&visitor, PERSON_CLERK);
    if (stage->step == NULL) {
        visitor_get(&visitor, "/signin/");
        return person;
    }
    people_sign_in(&visitor, person.login_id, person.password);
    assert_string_equal(visitor.location, "/signin/mail");
    test_sql(visitor.app.store, arena_format(visitor.arena, "UPDATE first_signin SET step = '%s', purpose = '%s' "
        "WHERE account_id = %lld", stage->step, text_equal(stage->step, "password") ? "reset" : "first",
        (long long)person.id));
    return person;
}

static const char *stored_state(int64_t id)
{
    return visitor_ask(&visitor, arena_format(visitor.arena, "SELECT CONCAT_WS('/', a.issue_state, "
        "a.mail_generation, COALESCE(f.step, '-'), (SELECT COUNT(*) FROM key_file k WHERE k.account_id = a.id "
        "AND k.state = 'active'), (SELECT COALESCE(MAX(p.hash), '') FROM password p WHERE p.account_id = a.id), "
        "(SELECT COUNT(*) FROM outbox o WHERE o.account_id = a.id), (SELECT COUNT(*) FROM secret_question q "
        "WHERE q.account_id = a.id)) FROM account a LEFT JOIN first_signin f ON f.account_id = a.id "
        "WHERE a.id = %lld", (long long)id));
}

/* Says which cell of the table was wrong. */
static void expect(const struct stage *stage, const char *method, enum door door, int status, const char *location)
{
    if (visitor.status != status || !text_equal(visitor.location, location))
        fail_msg("%s %s at \"%s\": %d %s instead of %d %s", method, doors[door].path, stage->name, visitor.status,
            visitor.location, status, location);
}

/* The page that is open there: it brings the form's token. */
static void look_at_open_page(const struct stage *stage)
{
    for (enum door door = 0; door < DOOR_COUNT; door++)
        if ((stage->open & OPEN(door)) != 0)
            visitor_get(&visitor, doors[door].path);
}

static void every_door_at_every_stage(void **state)
{
    (void)state;
    int cells = 0;
    for (int s = 0; s < STAGES; s++) {
        const struct stage *stage = &stages[s];
        struct person person = person_at(stage);
        look_at_open_page(stage);
        const char *before = stored_state(person.id);
        for (enum door door = 0; door < DOOR_COUNT; door++, cells += 2) {
            bool open = (stage->open & OPEN(door)) != 0;
            visitor_get(&visitor, doors[door].path);
            expect(stage, "GET", door, open ? 200 : 303, open ? "" : stage->way);
            if (open && door != DOOR_DONE)
                continue;
            post(door, "file", "phrase");
            bool same_wizard = stage->step != NULL && door <= DOOR_PASSWORD;
            if (door == DOOR_DONE)
                expect(stage, "POST", door, 405, "");
            else
                expect(stage, "POST", door, same_wizard ? 409 : 303,
                    same_wizard ? "" : text_or(stage->way_of_posts, stage->way));
            assert_string_equal(stored_state(person.id), before);
        }
    }
    print_message("%d doors × %d stages × GET and POST: %d cells\n", DOOR_COUNT, STAGES, cells);
}

enum { LENGTH = 3, POSTS = 3 };

/* One order of posts; the table's own idea of the wizard runs beside it. Gives whether the account came into use. */
static bool try_order(const enum door *order)
{
    enum { AT_MAIL, AT_KEY, AT_SECRET, AT_END } at = AT_MAIL;
    struct person person = person_at(&stages[1]);
    for (int i = 0; i < LENGTH; i++) {
        const char *phrase = at == AT_KEY ? people_passphrase(&visitor) : "phrase";
        const char *file = at == AT_KEY ? people_mailed_key_file(&visitor, person.id) : "file";
        visitor_get(&visitor, at == AT_END ? "/signin/done" : doors[at].path);
        assert_int_equal(visitor.status, 200);
        const char *before = stored_state(person.id);
        post(order[i], file, phrase);
        bool right = at != AT_END && ((int)order[i] == (int)at || (at == AT_KEY && order[i] == DOOR_MAIL));
        assert_int_equal(visitor.status, right || at == AT_END ? 303 : 409);
        assert_int_equal(text_equal(stored_state(person.id), before), !right);
        if (right)
            at = order[i] == DOOR_MAIL ? AT_KEY : order[i] == DOOR_KEY ? AT_SECRET : AT_END;
    }
    bool active = text_starts_with(stored_state(person.id), "active/");
    assert_int_equal(active, at == AT_END);
    return active;
}

static void only_one_order_of_the_steps_ends_in_use(void **state)
{
    (void)state;
    int ways_in = 0;
    for (int number = 0; number < POSTS * POSTS * POSTS; number++) {
        const enum door order[LENGTH] = {number / 9, number / 3 % 3, number % 3};
        bool active = try_order(order);
        ways_in += active;
        assert_int_equal(active, order[0] == DOOR_MAIL && order[1] == DOOR_KEY && order[2] == DOOR_SECRET);
    }
    assert_int_equal(ways_in, 1);
}

static void leave(const char *step)
{
    visitor_post(&visitor, "/signin/out", "");
    assert_string_equal(visitor.location, "/signin/out");
    visitor_get(&visitor, step);
    assert_int_equal(visitor.status, 303);
    assert_string_equal(visitor.location, "/signin/");
}

/* Two days pass for all that belongs to the person. */
static void another_day(int64_t id)
{
    static const struct { const char *table; const char *changes; } rows[] = {
        {"first_signin", "updated_at = updated_at - INTERVAL 2 DAY, key_expires_at = key_expires_at - INTERVAL 2 DAY"},
        {"key_file", "created_at = created_at - INTERVAL 2 DAY, expires_at = expires_at - INTERVAL 2 DAY"},
        {"outbox", "created_at = created_at - INTERVAL 2 DAY"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        test_sql(visitor.app.store, arena_format(visitor.arena, "UPDATE %s SET %s WHERE account_id = %lld",
            rows[i].table, rows[i].changes, (long long)id));
}

static void come_back(const struct person *person, const char *password, const char *step)
{
    people_sign_in(&visitor, person->login_id, password);
    assert_int_equal(visitor.status, 303);
    assert_string_equal(visitor.location, step);
    visitor_get(&visitor, step);
    assert_int_equal(visitor.status, 200);
    assert_non_null(strstr(visitor.body, "ログアウト"));
}

static void each_step_can_be_left_and_taken_up_another_day(void **state)
{
    (void)state;
    struct person person = people_new(&visitor, PERSON_DOCTOR);
    come_back(&person, person.password, "/signin/mail");
    leave("/signin/mail");
    another_day(person.id);
    come_back(&person, person.password, "/signin/mail");
    post(DOOR_MAIL, "", "");
    const char *phrase = people_passphrase(&visitor);
    leave("/signin/key");
    come_back(&person, person.password, "/signin/key");
    assert_string_equal(people_passphrase(&visitor), phrase);
    const char *file = people_mailed_key_file(&visitor, person.id);
    leave("/signin/key");

    /* The file lives 24 hours; the page then offers another. */
    another_day(person.id);
    come_back(&person, person.password, "/signin/key");
    assert_non_null(strstr(visitor.body, "暗号化鍵ファイルの期限が切れました"));
    post(DOOR_KEY, file, phrase);
    assert_int_equal(visitor.status, 422);
    post(DOOR_MAIL, "", "");
    phrase = people_passphrase(&visitor);
    file = people_mailed_key_file(&visitor, person.id);
    post(DOOR_KEY, file, phrase);
    assert_string_equal(visitor.location, "/signin/secret");
    visitor_get(&visitor, "/signin/secret");
    leave("/signin/secret");

    /* From here on the key is the second factor, before the step that is left. */
    another_day(person.id);
    come_back(&person, person.password, "/signin/proof");
    leave("/signin/proof");
    come_back(&person, person.password, "/signin/proof");
    post(DOOR_PROOF, file, phrase);
    assert_string_equal(visitor.location, "/signin/secret");
    visitor_get(&visitor, "/signin/secret");
    post(DOOR_SECRET, "", "");
    assert_string_equal(visitor.location, "/signin/done");
    visitor_get(&visitor, "/signin/done");
    leave("/signin/done");
    come_back(&person, "yama no ue no ki", "/signin/proof");
}

int main(void)
{
    visitors_come_to(&signin_program);
    const struct CMUnitTest tests[] = {
        FLOW(every_door_at_every_stage),
        FLOW(only_one_order_of_the_steps_ends_in_use),
        FLOW(each_step_can_be_left_and_taken_up_another_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
