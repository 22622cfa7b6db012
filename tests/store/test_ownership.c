/* Who owns an ID, told to those whom it concerns: a transfer request ends with the ID, institutions read of
 * moves, 運用事業者 of what is still the case, and one without 責任者 gets exactly one from its
 * municipality. NSDB_ROUNDS says how often the races run (20). */
#include "two_racers.h"

#include "account_life_store.h"
#include "designation_life_store.h"
#include "doctor_edit_query.h"
#include "institution_message_query.h"
#include "manager_store.h"
#include "staff_query.h"
#include "text.h"
#include "transfer_store.h"

enum { TOKYO = 1, KYOTO = 2, OFFICER = 1, DOCTOR = 11, SECOND = 12, THEIRS = 13, ROUNDS = 20 };

static const struct doctor_registrar kyoto = {OFFICER, "municipality_staff", KYOTO, "127.0.0.1", "test", 0, 90};

static void run(const char *sql)
{
    test_sql(stores[0], sql);
}

static void add_doctor(int id, int municipality, int institution)
{
    run(arena_format(arena, "INSERT INTO account (id, reference, login_id, role, medical_register_number, "
        "family_name, given_name, name_folded, kana_folded, issue_state) VALUES (%d, 'A%d', 'L%d', 'doctor', "
        "'0000%d', '見本', '太郎', '', '', 'active')", id, id, id, id));
    run(arena_format(arena, "INSERT INTO auth_epoch (account_id) VALUES (%d)", id));
    run(arena_format(arena, "INSERT INTO designation (id, reference, account_id, scheme, kind, number, "
        "municipality_id, institution_id, certified_on, expires_on, kana_sort) VALUES (%d, 'D%d', %d, 'nanbyo', "
        "'nanbyo', 'N%d', %d, %d, '2026-04-01', '2031-03-31', '')", id, id, id, id,
        municipality, institution));
    run(arena_format(arena, "INSERT INTO affiliation (account_id, scheme, institution_id, place) "
        "VALUES (%d, 'nanbyo', %d, 'primary')", id, institution));
}

/* Two doctors of 東京都 at institution 1, which has no 責任者; one of 京都府 there, too. */
static void make_ground(void)
{
    static const char *const tables[] = {"institution_message", "designation_transfer", "contractor_notification",
        "institution_manager", "initial_password", "first_signin", "designation", "affiliation", "auth_epoch",
        "account_bigram", "medical_institution_bigram",
        "operation_log", "account", "medical_institution", "municipality"};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        run(arena_format(arena, "DELETE FROM %s", tables[i]));
    run("INSERT INTO municipality (id, code, name, kind, handles_nanbyo, handles_shoman) "
        "VALUES (1, '130001', '東京都', 'prefecture', 1, 1), (2, '260002', '京都府', 'prefecture', 1, 1)");
    run("INSERT INTO medical_institution (id, reference, code, name, name_folded) VALUES (1, 'I1', '1310000019', "
        "'甲病院', '甲病院'), (2, 'I2', '2610000014', '乙病院', '乙病院')");
    run("INSERT INTO account (id, reference, login_id, role, municipality_id, family_name, given_name, "
        "name_folded, kana_folded) VALUES (1, 'OFFICER', 'OFFICER', 'municipality_staff', 1, '職', '員', '', '')");
    run("INSERT INTO auth_epoch (account_id) VALUES (1)");
    add_doctor(DOCTOR, TOKYO, 1);
    add_doctor(SECOND, TOKYO, 1);
    add_doctor(THEIRS, KYOTO, 1);
}

/* 京都府 wants the doctor of 東京都 at 乙病院, or where the doctor is. */
static struct doctor_registration wanted(struct arena *in, const char *institution)
{
    return (struct doctor_registration){
        .doctor = {.kind = KIND_NANBYO, .scheme = SCHEME_NANBYO, .institution_code = institution,
            .institution_name = "乙病院", .department = "", .designation_number = "K1",
            .medical_register_number = "000011", .certified_on = {2026, 4, 1}, .expires_on = {2031, 3, 31},
            .family_name = "見本", .given_name = "太郎", .family_kana = "ミホン", .given_kana = "タロウ",
            .telephone = "", .mail = ""},
        .credentials = {.account_reference = "A99", .login_id = "L99", .designation_reference = arena_text(in, "D99"),
            .institution_reference = "I99", .sealed_password = {(const uint8_t *)"sealed", 6}}};
}

static enum result request_body(struct store *store, void *state)
{
    struct arena *own = state;
    struct doctor_registration registration = wanted(own, "2610000014");
    struct complaints complaints = complaints_in(own);
    int64_t designation_id = 0;
    return transfer_request(store, own, &kyoto, &registration, "T1", &complaints, &designation_id);
}

static enum result delete_body(struct store *store, void *state)
{
    struct arena *own = state;
    struct doctor_edit_read_out row;
    bool ended = false;
    enum result result = doctor_edit_read(store, own, &(struct doctor_edit_read_in){.municipality_id = TOKYO,
        .reference = "D11"}, &row);
    return result == OK ? designation_delete(store, own, &row, &ended) : result;
}

static enum result register_body(struct store *store, void *state)
{
    struct arena *own = state;
    struct doctor_registration registration = wanted(own, "2610000014");
    struct complaints complaints = complaints_in(own);
    return designated_doctor_register_one(store, own, &kyoto, &registration, &complaints);
}

/* As the seeds say: B deletes, then A registers again. The request is over, with its reason on A's screen. */
static void a_request_ends_with_the_id(void **state)
{
    struct transfer_list_rows rows;
    (void)state;
    make_ground();
    assert_int_equal(store_transaction(stores[0], request_body, arena), OK);
    assert_int_equal(store_transaction(stores[0], delete_body, arena), OK);
    assert_int_equal(transfer_list(stores[0], arena, &(struct transfer_list_in){KYOTO}, &rows), OK);
    assert_int_equal(rows.count, 1);
    assert_string_equal(rows.items[0].state, "ended");
    assert_string_equal(transfer_state_label(rows.items[0].state), "IDの削除で終了");
    assert_non_null(rows.items[0].decided_at);
    assert_int_equal(store_transaction(stores[0], register_body, arena), OK);
}

static enum result approve_body(struct store *store, void *state)
{
    static const struct transfer_decider issuer = {OFFICER, TOKYO, "127.0.0.1", "test"};
    struct arena *own = state;
    struct doctor_credentials credentials = wanted(own, "").credentials;
    struct transfer transfer;
    return transfer_approve(store, own, &issuer, "T1", &credentials, &transfer);
}

static size_t messages_of(int institution, int account, struct institution_messages_rows *rows)
{
    assert_int_equal(institution_messages(stores[0], arena,
        &(struct institution_messages_in){institution, account}, rows), OK);
    return rows->count;
}

static void both_institutions_read_of_a_transfer(void **state)
{
    struct institution_messages_rows rows;
    int64_t changed = 0;
    (void)state;
    make_ground();
    assert_int_equal(store_transaction(stores[0], request_body, arena), OK);
    assert_int_equal(store_transaction(stores[0], approve_body, arena), OK);
    for (int institution = 1; institution <= 2; institution++) {
        assert_int_equal(messages_of(institution, SECOND, &rows), 1);
        assert_string_equal(rows.items[0].from_institution, "甲病院");
        assert_string_equal(rows.items[0].to_institution, "乙病院");
        assert_string_equal(rows.items[0].from_municipality, "東京都");
        assert_string_equal(rows.items[0].to_municipality, "京都府");
        assert_true(rows.items[0].moved && rows.items[0].transferred);
    }
    /* Put away by one person: the others still see it, and nobody puts away what is another institution's. */
    struct institution_message_dismiss_in in = {rows.items[0].id, 2, SECOND};
    assert_int_equal(institution_message_dismiss(stores[0], &in, &changed), OK);
    assert_true(changed > 0);
    assert_int_equal(institution_message_dismiss(stores[0], &in, &changed), OK);
    assert_true(changed > 0);
    assert_int_equal(messages_of(2, SECOND, &rows), 0);
    assert_int_equal(messages_of(2, DOCTOR, &rows), 1);
    in.institution_id = 1;
    in.account_id = DOCTOR;
    assert_int_equal(institution_message_dismiss(stores[0], &in, &changed), OK);
    assert_int_equal(changed, 0);
    run("UPDATE institution_message SET created_at = NOW(6) - INTERVAL 91 DAY");
    assert_int_equal(messages_of(1, SECOND, &rows), 0);
}

static enum result move_body(struct store *store, void *state)
{
    struct arena *own = state;
    struct doctor_edit_read_out row;
    enum result result = doctor_edit_read(store, own, &(struct doctor_edit_read_in){.municipality_id = TOKYO,
        .reference = "D11"}, &row);
    return result == OK ? designation_move(store, own, &row, &(struct designation_place){"2610000014", "", ""}) : result;
}

static void both_institutions_read_of_a_move(void **state)
{
    struct institution_messages_rows rows;
    (void)state;
    make_ground();
    assert_int_equal(store_transaction(stores[0], move_body, arena), OK);
    for (int institution = 1; institution <= 2; institution++) {
        assert_int_equal(messages_of(institution, SECOND, &rows), 1);
        assert_true(rows.items[0].moved && !rows.items[0].transferred);
        assert_string_equal(rows.items[0].to_institution, "乙病院");
    }
}

static void notified(int expected, const char *what)
{
    test_count(stores[0], expected, arena_format(arena, "contractor_notification WHERE %s", what));
}

static void notify(const char *taken_at)
{
    make_ground();
    run(arena_format(arena, "INSERT INTO contractor_notification (designation_id, municipality_id, institution_id, created_at, taken_at) "
        "VALUES (11, 1, 1, NOW(6), %s), (12, 1, 1, NOW(6), %s)", taken_at, taken_at));
}

/* what 運用事業者 has not taken yet follows the ID; what was taken stays as it was taken. */
static void the_contractor_hears_what_is_the_case(void **state)
{
    (void)state;
    notify("NULL");
    assert_int_equal(store_transaction(stores[0], move_body, arena), OK);
    notified(1, "designation_id = 11 AND institution_id = 2");
    notified(1, "designation_id = 12 AND institution_id = 1");
    assert_int_equal(store_transaction(stores[0], delete_body, arena), OK);
    notified(0, "designation_id = 11");
    notified(1, "designation_id = 12");
    notify("NULL");
    assert_int_equal(store_transaction(stores[0], request_body, arena), OK);
    assert_int_equal(store_transaction(stores[0], approve_body, arena), OK);
    notified(0, "designation_id = 11");
    notified(1, "municipality_id = 2 AND institution_id = 2 AND designation_id <> 12");
    notify("NOW(6)");
    assert_int_equal(store_transaction(stores[0], move_body, arena), OK);
    assert_int_equal(store_transaction(stores[0], delete_body, arena), OK);
    notified(1, "designation_id = 11 AND institution_id = 1 AND taken_at IS NOT NULL");
}

static enum result fill(struct store *store, int municipality, const char *code, int account)
{
    struct manager_vacancy vacancy = {municipality, code, account};
    return manager_fill(store, arena, &vacancy);
}

static int64_t vacant(int municipality)
{
    struct manager_vacancy_count_out count;
    struct manager_vacancies_rows rows;
    assert_int_equal(manager_vacancy_count(stores[0], arena, &(struct manager_vacancy_count_in){municipality},
        &count), OK);
    assert_int_equal(manager_vacancies(stores[0], arena, &(struct manager_vacancies_in){municipality, 100}, &rows), OK);
    assert_int_equal(rows.count, count.institutions);
    return count.institutions;
}

static void a_vacant_office_is_filled_once(void **state)
{
    struct manager_candidates_rows rows;
    (void)state;
    make_ground();
    assert_int_equal(vacant(TOKYO), 1);
    assert_int_equal(vacant(KYOTO), 1);
    assert_int_equal(manager_candidates(stores[0], arena, &(struct manager_candidates_in){TOKYO, "1310000019"},
        &rows), OK);
    assert_int_equal(rows.count, 2);
    assert_int_equal(fill(stores[0], TOKYO, "9999999999", DOCTOR), NOT_FOUND);
    assert_int_equal(fill(stores[0], TOKYO, "2610000014", DOCTOR), NOT_FOUND);
    assert_int_equal(fill(stores[0], TOKYO, "1310000019", THEIRS), NOT_FOUND);
    run("INSERT INTO affiliation (account_id, scheme, institution_id, place) VALUES (11, 'nanbyo', 2, 'secondary')");
    assert_int_equal(fill(stores[0], TOKYO, "2610000014", DOCTOR), NOT_FOUND);
    assert_int_equal(fill(stores[0], TOKYO, "1310000019", DOCTOR), OK);
    assert_int_equal(fill(stores[0], TOKYO, "1310000019", SECOND), CONFLICT);
    assert_int_equal(fill(stores[0], KYOTO, "1310000019", THEIRS), CONFLICT);
    assert_int_equal(vacant(TOKYO), 0);
    test_count(stores[0], 1, "institution_manager WHERE active_institution = 1 AND account_id = 11");
}

static const struct manager_vacancies_out *first_vacancy(int municipality)
{
    struct manager_vacancies_rows rows;
    assert_int_equal(manager_vacancies(stores[0], arena, &(struct manager_vacancies_in){municipality, 100}, &rows), OK);
    assert_int_equal(rows.count, 1);
    return &rows.items[0];
}

/* where only clerks are left nobody can be 責任者; the municipality whose doctors were there learns of it, once,
 * whether their designations ended or moved, and no longer when a doctor or the last clerk is gone. */
static void clerks_left_behind_are_seen(void **state)
{
    (void)state;
    make_ground();
    run("INSERT INTO account (id, reference, login_id, role, institution_id, family_name, given_name, name_folded, kana_folded) VALUES "
        "(21, 'C21', 'C21', 'clerk', 1, '見本', '花子', '', '')");
    assert_int_equal(first_vacancy(TOKYO)->doctors, 2);
    assert_int_equal(first_vacancy(TOKYO)->clerks, 1);
    run("UPDATE designation SET deleted_at = NOW(6) WHERE municipality_id = 1");
    assert_int_equal(vacant(TOKYO), 0);
    assert_int_equal(first_vacancy(KYOTO)->doctors, 1);
    run("UPDATE designation SET institution_id = 2 WHERE id = 13");
    run("INSERT INTO institution_message (institution_id, account_id, scheme, from_institution_id, to_institution_id, "
        "from_municipality_id, to_municipality_id, created_at) VALUES (1, 13, 'nanbyo', 1, 2, 2, 2, NOW(6)), (2, 13, 'nanbyo', 1, 2, 2, 2, NOW(6))");
    assert_int_equal(first_vacancy(TOKYO)->doctors, 0);
    assert_int_equal(first_vacancy(TOKYO)->clerks, 1);
    assert_int_equal(vacant(KYOTO), 2);
    run("INSERT INTO institution_manager (institution_id, account_id, state, created_at) VALUES (1, 21, 'active', NOW(6))");
    assert_int_equal(vacant(TOKYO), 0);
    run("UPDATE institution_manager SET state = 'ended', ended_at = NOW(6)");
    run("UPDATE account SET issue_state = 'deleted' WHERE id = 21");
    assert_int_equal(vacant(TOKYO), 0);
}

/* the municipality acts for the doctors with its own IDs and for a 責任者 who is no doctor. */
static void the_issuer_of_the_one_in_office_is_known(void **state)
{
    (void)state;
    make_ground();
    run("INSERT INTO institution_manager (institution_id, account_id, state, created_at) VALUES (1, 13, 'active', NOW(6))");
    struct staff_managers_rows rows;
    assert_int_equal(staff_managers(stores[0], arena, &(struct staff_managers_in){TOKYO, "1310000019"}, &rows), OK);
    assert_int_equal(rows.count, 1);
    assert_int_equal(rows.items[0].issued_here, 0);
    assert_int_equal(staff_managers(stores[0], arena, &(struct staff_managers_in){KYOTO, "1310000019"}, &rows), OK);
    assert_int_equal(rows.items[0].issued_here, 1);
    run("UPDATE account SET role = 'manager', medical_register_number = NULL, institution_id = 1 WHERE id = 13");
    assert_int_equal(staff_managers(stores[0], arena, &(struct staff_managers_in){TOKYO, "1310000019"}, &rows), OK);
    assert_int_equal(rows.items[0].issued_here, 1);
}

/* Z02, T1: a doctor whom 京都府 has at a hospital of 東京都 gives it no power over that hospital's 責任者. */
static void a_hospital_elsewhere_keeps_its_manager(void **state)
{
    struct staff_managers_rows rows;
    struct account_target target;
    (void)state;
    make_ground();
    run("INSERT INTO account (id, reference, login_id, role, institution_id, family_name, given_name, name_folded, kana_folded) VALUES "
        "(21, 'A21', 'L21', 'manager', 1, '見本', '花子', '', '')");
    run("INSERT INTO institution_manager (institution_id, account_id, state, created_at) VALUES (1, 21, 'active', NOW(6))");
    for (int municipality = TOKYO; municipality <= KYOTO; municipality++) {
        struct account_asker asker = {.account_id = OFFICER, .municipality_id = municipality, .role = ROLE_MUNICIPALITY_STAFF};
        assert_int_equal(staff_managers(stores[0], arena, &(struct staff_managers_in){municipality, "1310000019"}, &rows), OK);
        assert_int_equal(rows.items[0].issued_here, municipality == TOKYO);
        assert_int_equal(account_target_find(stores[0], arena, &asker, "A21", &target), municipality == TOKYO ? OK : NOT_FOUND);
    }
}

static enum result appoint_doctor(struct store *store, void *state)
{
    return manager_fill(store, state, &(struct manager_vacancy){TOKYO, "1310000019", DOCTOR});
}

static enum result appoint_second(struct store *store, void *state)
{
    return manager_fill(store, state, &(struct manager_vacancy){TOKYO, "1310000019", SECOND});
}

static void two_appointments_have_one_winner(void **state)
{
    (void)state;
    for (int round = 0; round < test_rounds(ROUNDS); round++) {
        struct racer one = {.body = appoint_doctor};
        struct racer two = {.body = appoint_second, .delay_us = round % 5 * 400};
        make_ground();
        run_race(&one, &two);
        assert_true((one.result == OK) != (two.result == OK));
        assert_int_equal(one.result == OK ? two.result : one.result, CONFLICT);
        test_count(stores[0], 1, "institution_manager WHERE active_institution = 1");
    }
}

/* Whoever was appointed is no 責任者 after the deletion; who was deleted first is not appointed. */
static void an_appointment_against_a_deletion(void **state)
{
    int appointed = 0;
    (void)state;
    for (int round = 0; round < test_rounds(ROUNDS); round++) {
        struct racer one = {.body = appoint_doctor};
        struct racer two = {.body = delete_body, .delay_us = round % 5 * 400};
        make_ground();
        run_race(&one, &two);
        assert_int_equal(two.result, OK);
        assert_true(one.result == OK || one.result == NOT_FOUND);
        test_count(stores[0], 0, "institution_manager WHERE active_institution = 1");
        appointed += one.result == OK;
    }
    print_message("appointed before the deletion %d of %d\n", appointed, test_rounds(ROUNDS));
}

/* No request stays open for an ID that is gone. */
static void a_request_against_a_deletion(void **state)
{
    int asked = 0;
    (void)state;
    for (int round = 0; round < test_rounds(ROUNDS); round++) {
        struct racer one = {.body = request_body};
        struct racer two = {.body = delete_body, .delay_us = round % 5 * 400};
        make_ground();
        run_race(&one, &two);
        assert_int_equal(two.result, OK);
        assert_true(one.result == OK || one.result == REFUSED);
        test_count(stores[0], 0, "designation_transfer WHERE state = 'requested'");
        asked += one.result == OK;
    }
    print_message("asked before the deletion %d of %d\n", asked, test_rounds(ROUNDS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_request_ends_with_the_id),
        cmocka_unit_test(both_institutions_read_of_a_transfer),
        cmocka_unit_test(both_institutions_read_of_a_move),
        cmocka_unit_test(the_contractor_hears_what_is_the_case),
        cmocka_unit_test(a_vacant_office_is_filled_once),
        cmocka_unit_test(clerks_left_behind_are_seen),
        cmocka_unit_test(the_issuer_of_the_one_in_office_is_known),
        cmocka_unit_test(a_hospital_elsewhere_keeps_its_manager),
        cmocka_unit_test(two_appointments_have_one_winner),
        cmocka_unit_test(an_appointment_against_a_deletion),
        cmocka_unit_test(a_request_against_a_deletion),
    };
    return cmocka_run_group_tests(tests, open_stores, close_stores);
}
