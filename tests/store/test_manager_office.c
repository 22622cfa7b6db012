/* An institution without 責任者 gets exactly one from its municipality; who is in office is the matter of those
 * near it. NSDB_ROUNDS says how often the races run (20). */
#include "ownership_ground.h"

#include "account_life_store.h"
#include "manager_store.h"
#include "staff_query.h"
#include "text.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_vacant_office_is_filled_once),
        cmocka_unit_test(clerks_left_behind_are_seen),
        cmocka_unit_test(the_issuer_of_the_one_in_office_is_known),
        cmocka_unit_test(a_hospital_elsewhere_keeps_its_manager),
        cmocka_unit_test(two_appointments_have_one_winner),
        cmocka_unit_test(an_appointment_against_a_deletion),
    };
    return cmocka_run_group_tests(tests, open_stores, close_stores);
}
