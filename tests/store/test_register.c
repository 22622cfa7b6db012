/* Registering designated doctors in the database (R-024… … ): what is written, what
 * is answered, and races that only one may win. */
#include "doctor_kit.h"

#include <pthread.h>
#include <string.h>

#include "text.h"

static struct arena *arena;
static struct store *store;

struct story {
    struct arena *arena;
    const struct doctor_registrar *registrar;
    struct doctor_registration *rows;
    size_t count;
    struct complaints complaints;
};

static enum result register_body(struct store *on, void *context)
{
    struct story *story = context;
    story->complaints = complaints_in(story->arena);
    if (story->count == 1)
        return designated_doctor_register_one(on, story->arena, story->registrar, story->rows, &story->complaints);
    enum result result = designated_doctor_examine(on, story->arena, story->registrar, story->rows, story->count);
    for (size_t i = 0; result == OK && i < story->count; i++)
        if (!registration_answer_is_fine(story->rows[i].answer))
            return REFUSED;
    return result == OK
        ? designated_doctor_write(on, story->arena, story->registrar, story->rows, story->count) : result;
}

static enum result register_rows(const struct doctor_registrar *registrar, struct doctor_registration *rows,
    size_t count)
{
    struct story story = {.arena = arena, .registrar = registrar, .rows = rows, .count = count};
    return designated_doctor_transaction(store, register_body, &story);
}

static void expect_refusal(const struct doctor_registrar *registrar, struct doctor_registration row, const char *code,
    const char *holds)
{
    struct story story = {.arena = arena, .registrar = registrar, .rows = &row, .count = 1};
    assert_int_equal(designated_doctor_transaction(store, register_body, &story), REFUSED);
    assert_int_equal(story.complaints.count, 1);
    assert_string_equal(story.complaints.items[0].code, code);
    assert_non_null(strstr(story.complaints.items[0].message, holds));
    assert_null(strstr(story.complaints.items[0].message, "この行")); /* a form has no rows */
    assert_int_equal(designated_doctor_log_answer(store, registrar, &row), OK);
}

static void one_doctor_fills_every_table(void **state)
{
    (void)state;
    struct doctor_registration row = doctor(arena, "000001", KIND_NANBYO, "1310000019");
    assert_int_equal(register_rows(&tokyo, &row, 1), OK);
    assert_int_equal(row.answer, REGISTRATION_NEW);
    assert_true(row.designation_id > 0);
    test_count(store, 1, "account a JOIN designation d ON d.account_id = a.id JOIN affiliation f ON "
        "f.account_id = a.id AND f.institution_id = d.institution_id AND f.place = 'primary' AND f.department = '内科' "
        "JOIN initial_password p ON p.account_id = a.id AND p.slip_number = 1 JOIN auth_epoch e ON e.account_id = a.id "
        "JOIN first_signin s ON s.account_id = a.id AND s.step = 'mail' JOIN institution_manager m ON "
        "m.active_institution = d.institution_id AND m.account_id = a.id JOIN contractor_notification n ON "
        "n.designation_id = d.id JOIN operation_log l ON l.subject_id = d.id AND l.action = 'doctor_register' "
        "WHERE a.live_register_number = '000001' AND a.issue_state = 'unissued' AND d.added_to_login = 0 AND "
        "d.kana_sort = 'やまだたろう' AND DATEDIFF(p.expires_at + INTERVAL 9 HOUR, p.issued_at + INTERVAL 9 HOUR) = 90");
    test_count(store, 8, "account_bigram b JOIN account a ON a.id = b.account_id "
        "WHERE a.live_register_number = '000001'");
    test_count(store, 8, "medical_institution_bigram b JOIN medical_institution i ON i.id = b.institution_id "
        "WHERE i.code = '1310000019'");
}

static void answers_about_known_doctors(void **state)
{
    (void)state;
    struct doctor_registration first = doctor(arena, "000002", KIND_NANBYO, "1310000027");
    assert_int_equal(register_rows(&tokyo, &first, 1), OK);
    expect_refusal(&tokyo, doctor(arena, "000002", KIND_NANBYO, "1310000027"), "already_here", "必要ありません");
    expect_refusal(&tokyo, doctor(arena, "000002", KIND_COOPERATING, "1310000035"), "primary_elsewhere", "主たる勤務先");
    test_count(store, 0, "operation_log WHERE action = 'doctor_foreign_told'");
    expect_refusal(&kyoto, doctor(arena, "000002", KIND_NANBYO, "2610000014"), "other_municipality", "東京都で登録済み");
    test_count(store, 1, "operation_log WHERE action = 'doctor_foreign_told' AND municipality_id = 2");
    test_sql(store, "INSERT INTO affiliation (account_id, scheme, institution_id, place) SELECT a.id, 'nanbyo', "
        "i.id, 'secondary' FROM account a JOIN medical_institution i ON i.code = '1310000019' "
        "WHERE a.live_register_number = '000002'");
    expect_refusal(&tokyo, doctor(arena, "000002", KIND_NANBYO, "1310000019"), "secondary_here", "兼務先");
    struct doctor_registration other = doctor(arena, "000002", KIND_SHOMAN, "2610000014");
    other.doctor.family_name = "鈴木";
    other.doctor.given_name = "花子";
    other.doctor.family_kana = "スズキ";
    other.doctor.given_kana = "ハナコ";
    expect_refusal(&kyoto, other, "other_person", "氏名");
    test_count(store, 2, "operation_log WHERE action = 'doctor_foreign_told' AND municipality_id = 2"); /* */
    struct doctor_registration own = other;
    own.doctor.kind = KIND_NANBYO;
    own.doctor.scheme = SCHEME_NANBYO;
    expect_refusal(&tokyo, own, "other_person", "氏名");
    test_count(store, 2, "operation_log WHERE action = 'doctor_foreign_told'"); /* nothing of others was told */
    struct doctor_registration taken = doctor(arena, "000003", KIND_NANBYO, "1310000027");
    taken.doctor.designation_number = first.doctor.designation_number;
    expect_refusal(&tokyo, taken, "number_taken", "指定医番号");
}

/* a mistyped number is another hospital's: the form asks before it registers there. */
static void another_name_of_the_institution_is_asked_about(void **state)
{
    (void)state;
    struct doctor_registration first = doctor(arena, "000005", KIND_NANBYO, "1310000100");
    struct doctor_registration row = doctor(arena, "000006", KIND_NANBYO, "1310000100");
    assert_int_equal(register_rows(&tokyo, &first, 1), OK);
    row.doctor.institution_name = "別の病院";
    expect_refusal(&tokyo, row, "other_institution_name", "「病院1310000100」として登録済み");
    row.confirmed_institution_name = "別の病院";
    expect_refusal(&tokyo, row, "other_institution_name", "「病院1310000100」として登録済み");
    row.confirmed_institution_name = "病院1310000100";
    assert_int_equal(register_rows(&tokyo, &row, 1), OK);
    test_count(store, 1, "medical_institution WHERE code = '1310000100' AND name = '病院1310000100'");
    struct doctor_registration same = doctor(arena, "000007", KIND_NANBYO, "1310000100");
    same.doctor.institution_name = "病院１３１００００１００";
    assert_int_equal(register_rows(&tokyo, &same, 1), OK); /* only written otherwise */
}

static void the_other_scheme_joins_the_same_login(void **state)
{
    (void)state;
    struct doctor_registration first = doctor(arena, "000004", KIND_NANBYO, "1310000043");
    struct doctor_registration second = doctor(arena, "000004", KIND_SHOMAN, "2610000022");
    assert_int_equal(register_rows(&tokyo, &first, 1), OK);
    assert_int_equal(register_rows(&kyoto, &second, 1), OK);
    assert_int_equal(second.answer, REGISTRATION_ADDED);
    assert_int_equal(second.account_id, first.account_id);
    assert_string_equal(second.login_id, first.credentials.login_id);
    test_count(store, 1, "account WHERE live_register_number = '000004'");
    test_count(store, 1, "designation d JOIN account a ON a.id = d.account_id "
        "WHERE a.live_register_number = '000004' AND d.added_to_login = 1");
    test_count(store, 1, "initial_password p JOIN account a ON a.id = p.account_id "
        "WHERE a.live_register_number = '000004'");
}

static void the_first_row_of_an_institution_becomes_its_manager(void **state)
{
    (void)state;
    struct doctor_registration rows[] = {doctor(arena, "000011", KIND_NANBYO, "1310000050"),
        doctor(arena, "000010", KIND_NANBYO, "1310000050"), doctor(arena, "000012", KIND_NANBYO, "1310000068")};
    assert_int_equal(register_rows(&tokyo, rows, 3), OK);
    test_count(store, 1, "institution_manager m JOIN account a ON a.id = m.account_id JOIN medical_institution i "
        "ON i.id = m.active_institution WHERE i.code = '1310000050' AND a.live_register_number = '000011'");
    struct doctor_registration later = doctor(arena, "000013", KIND_NANBYO, "1310000050");
    assert_int_equal(register_rows(&tokyo, &later, 1), OK);
    test_count(store, 1, "institution_manager m JOIN medical_institution i ON i.id = m.institution_id "
        "WHERE i.code = '1310000050'");
}

static void nothing_is_kept_of_a_refused_batch(void **state)
{
    (void)state;
    struct doctor_registration rows[] = {doctor(arena, "000020", KIND_NANBYO, "1310000076"),
        doctor(arena, "000001", KIND_NANBYO, "1310000019")};
    assert_int_equal(register_rows(&tokyo, rows, 2), REFUSED);
    test_count(store, 0, "account WHERE live_register_number = '000020'");
    test_count(store, 0, "medical_institution WHERE code = '1310000076'");
}

struct racer {
    pthread_t thread;
    pthread_barrier_t *start;
    struct arena *arena;
    struct store *store;
    struct doctor_registration row;
    enum result result;
    const char *code;
};

static void *race(void *thing)
{
    struct racer *racer = thing;
    struct story story = {.arena = racer->arena, .registrar = &tokyo, .rows = &racer->row, .count = 1};
    pthread_barrier_wait(racer->start);
    racer->result = designated_doctor_transaction(racer->store, register_body, &story);
    racer->code = story.complaints.count > 0 ? story.complaints.items[0].code : "";
    return NULL;
}

enum { RACERS = 4, ROUNDS = 20 };

static void run_race(struct racer *racers)
{
    pthread_barrier_t start;
    pthread_barrier_init(&start, NULL, RACERS);
    for (int i = 0; i < RACERS; i++) {
        racers[i].start = &start;
        assert_int_equal(pthread_create(&racers[i].thread, NULL, race, &racers[i]), 0);
    }
    for (int i = 0; i < RACERS; i++)
        pthread_join(racers[i].thread, NULL);
    pthread_barrier_destroy(&start);
}

static void races_have_one_winner(void **state)
{
    (void)state;
    struct racer racers[RACERS];
    for (int i = 0; i < RACERS; i++) {
        racers[i].arena = arena_new();
        racers[i].store = test_store_open(racers[i].arena);
    }
    for (int round = 0; round < ROUNDS; round++) {
        const char *number = arena_format(arena, "%06d", 100 + round);
        const char *institution = arena_format(arena, "14100%05d", round);
        for (int i = 0; i < RACERS; i++)
            racers[i].row = doctor(arena, number, KIND_NANBYO, institution);
        run_race(racers);
        int won = 0;
        for (int i = 0; i < RACERS; i++) {
            won += racers[i].result == OK;
            if (racers[i].result != OK)
                assert_string_equal(racers[i].code, "already_here");
        }
        assert_int_equal(won, 1);
    }
    test_count(store, ROUNDS, "account WHERE live_register_number BETWEEN '000100' AND '000199'");
    for (int i = 0; i < RACERS; i++)
        arena_free(&racers[i].arena);
}

static void different_doctors_may_open_one_institution_together(void **state)
{
    (void)state;
    struct racer racers[RACERS];
    for (int i = 0; i < RACERS; i++) {
        racers[i].arena = arena_new();
        racers[i].store = test_store_open(racers[i].arena);
    }
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < RACERS; i++)
            racers[i].row = doctor(arena, arena_format(arena, "%06d", 200 + round * RACERS + i), KIND_NANBYO,
                arena_format(arena, "14200%05d", round));
        run_race(racers);
        for (int i = 0; i < RACERS; i++)
            assert_int_equal(racers[i].result, OK);
    }
    test_count(store, ROUNDS, "institution_manager m JOIN medical_institution i ON i.id = m.active_institution "
        "WHERE i.code LIKE '14200%'");
    for (int i = 0; i < RACERS; i++)
        arena_free(&racers[i].arena);
}

static enum result withdraw_body(struct store *on, void *context)
{
    return designated_doctor_withdraw(on, arena, context);
}

static void an_import_is_withdrawn_while_nobody_was_told(void **state)
{
    (void)state;
    test_sql(store, "INSERT INTO bulk_import (id, reference, municipality_id, account_id, epoch, file_name, "
        "file_size, file_sha256, batch, state) VALUES (7, 'IMPORT', 1, 1, 1, 'a.csv', 1, REPEAT('x', 32), "
        "'BATCH', 'done')");
    struct doctor_registrar importer = tokyo;
    importer.import_id = 7;
    struct doctor_registration before = doctor(arena, "000500", KIND_NANBYO, "1310000084");
    struct doctor_registration rows[] = {doctor(arena, "000501", KIND_NANBYO, "1310000092"),
        doctor(arena, "000502", KIND_NANBYO, "1310000092"), doctor(arena, "000500", KIND_SHOMAN, "1310000092")};
    assert_int_equal(register_rows(&tokyo, &before, 1), OK);
    assert_int_equal(register_rows(&importer, rows, 3), OK);
    struct doctor_registration later = doctor(arena, "000503", KIND_NANBYO, "1310000092");
    assert_int_equal(register_rows(&tokyo, &later, 1), OK);
    test_sql(store, "INSERT INTO designation_transfer (reference, account_id, scheme, from_designation_id, "
        "from_municipality_id, to_municipality_id, kind, number, family_name, given_name, register_number, "
        "institution_code, institution_name, certified_on, expires_on, requested_by, requested_role) "
        "SELECT 'ASKED', account_id, scheme, id, 1, 2, kind, 'K1', '山田', '太郎', '000501', '2610000014', '京病院', "
        "certified_on, expires_on, 1, 'municipality_staff' FROM designation WHERE number = 'N000501nanbyo'");
    struct doctor_withdrawal withdrawal = {.registrar = &importer};
    test_sql(store, "UPDATE account SET issue_state = 'issued' WHERE live_register_number = '000501'");
    assert_int_equal(store_transaction(store, withdraw_body, &withdrawal), REFUSED);
    test_sql(store, "UPDATE account SET issue_state = 'unissued' WHERE live_register_number = '000501'");
    assert_int_equal(store_transaction(store, withdraw_body, &withdrawal), OK);
    assert_int_equal(withdrawal.count, 3);
    test_count(store, 0, "account WHERE live_register_number IN ('000501', '000502')");
    test_count(store, 1, "account a JOIN initial_password p ON p.account_id = a.id "
        "WHERE a.live_register_number = '000500'");
    test_count(store, 0, "designation WHERE import_id = 7 AND deleted_at IS NULL");
    test_count(store, 1, "designation_transfer WHERE reference = 'ASKED' AND state = 'ended'"); /* */
    test_count(store, 1, "institution_manager m JOIN account a ON a.id = m.account_id JOIN medical_institution i ON "
        "i.id = m.active_institution WHERE i.code = '1310000092' AND a.live_register_number = '000503'");
    test_count(store, 3, "operation_log WHERE action = 'doctor_withdraw'");
    struct doctor_registration again = doctor(arena, "000501", KIND_NANBYO, "1310000092");
    assert_int_equal(register_rows(&tokyo, &again, 1), OK);
}

int main(void)
{
    arena = arena_new();
    store = test_store_open(arena);
    test_municipalities(store);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_doctor_fills_every_table),
        cmocka_unit_test(answers_about_known_doctors),
        cmocka_unit_test(another_name_of_the_institution_is_asked_about),
        cmocka_unit_test(the_other_scheme_joins_the_same_login),
        cmocka_unit_test(the_first_row_of_an_institution_becomes_its_manager),
        cmocka_unit_test(nothing_is_kept_of_a_refused_batch),
        cmocka_unit_test(races_have_one_winner),
        cmocka_unit_test(different_doctors_may_open_one_institution_together),
        cmocka_unit_test(an_import_is_withdrawn_while_nobody_was_told),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
