/* 責任者 changing hands (R-060…R-066): exactly one in office at any time, whoever is first; one expected at a time
 * (R04); slip numbers that grow over resets. NSDB_ROUNDS says how often the races run (20). */
#include "two_racers.h"

#include "account_life_store.h"
#include "first_signin_query.h"
#include "manager_store.h"
#include "staff_store.h"

enum { INSTITUTION = 1, PREDECESSOR = 1, SUCCESSOR = 2, DOCTOR = 3, ROUNDS = 20 };

/* 1 is 責任者 (a doctor when wanted), 2 is expected, 3 is a doctor with the 主たる勤務先 there. */
static void make_ground(bool predecessor_is_doctor)
{
    struct store *store = stores[0];
    static const char *const tables[] = {"institution_manager", "initial_password", "password", "designation",
        "affiliation", "auth_epoch", "first_signin", "account_bigram", "account", "medical_institution",
        "municipality"};
    store_bind_epoch(stores[0], 0, 0);
    store_bind_epoch(stores[1], 0, 0);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        test_sql(store, arena_format(arena, "DELETE FROM %s", tables[i]));
    test_sql(store, "INSERT INTO municipality (id, code, name, kind, handles_nanbyo, handles_shoman) "
        "VALUES (1, '130001', '東京都', 'prefecture', 1, 1)");
    test_sql(store, "INSERT INTO medical_institution (id, reference, code, name, name_folded) "
        "VALUES (1, 'I', '1310000019', '見本病院', '見本病院')");
    test_sql(store, arena_format(arena, "INSERT INTO account (id, reference, login_id, role, institution_id, "
        "medical_register_number, family_name, given_name, name_folded, kana_folded, issue_state) "
        "VALUES (1, 'A1', 'L1', %s, '見本', '一', '', '', 'active'), (2, 'A2', 'L2', 'manager', 1, NULL, '見本', '二', "
        "'', '', 'issued'), (3, 'A3', 'L3', 'doctor', NULL, '000003', '見本', '三', '', '', 'active')",
        predecessor_is_doctor ? "'doctor', NULL, '000001'" : "'manager', 1, NULL"));
    test_sql(store, "INSERT INTO auth_epoch (account_id) VALUES (1), (2), (3)");
    test_sql(store, "INSERT INTO designation (reference, account_id, scheme, kind, number, municipality_id, "
        "institution_id, certified_on, expires_on, kana_sort) VALUES ('D3', 3, 'nanbyo', 'nanbyo', 'N3', 1, 1, "
        "'2026-04-01', '2031-03-31', '')");
    test_sql(store, "INSERT INTO institution_manager (institution_id, account_id, state) VALUES (1, 1, 'active'), "
        "(1, 2, 'pending')");
}

static int64_t active(void)
{
    int64_t account_id = 0;
    assert_int_equal(manager_hold(stores[0], arena, INSTITUTION, &account_id), OK);
    return account_id;
}

static bool is_deleted(int64_t account_id)
{
    struct account_asker asker = {.account_id = account_id};
    struct account_target target;
    return account_target_find(stores[0], arena, &asker, arena_format(arena, "A%d", (int)account_id),
        &target) == NOT_FOUND;
}

/* The end of the successor's first sign-in, as fcgi/signin does it. */
static enum result finish(struct store *store, void *state)
{
    struct arena *own = state;
    struct manager_handover handover;
    enum result result = manager_handover_find(store, own, SUCCESSOR, &handover);
    if (result == OK && handover.institution_id == 0)
        return CONFLICT;
    if (result == OK)
        result = account_activate(store, &(struct account_activate_in){SUCCESSOR}, NULL);
    return result == OK ? manager_handover_do(store, &handover, SUCCESSOR) : result;
}

/* The 責任者 deletes the successor, as lib/people does it. */
static enum result delete_successor(struct store *store, void *state)
{
    struct arena *own = state;
    int64_t in_office = 0;
    enum result result = manager_hold(store, own, INSTITUTION, &in_office);
    if (result == OK && in_office != PREDECESSOR)
        return CONFLICT;
    return result == OK ? account_delete(store, SUCCESSOR) : result;
}

/* The 責任者 hands the office to a doctor, as fcgi/staff does it. */
static enum result change(struct store *store, void *state)
{
    struct arena *own = state;
    int64_t in_office = 0;
    enum result result = manager_hold(store, own, INSTITUTION, &in_office);
    if (result == OK && in_office != PREDECESSOR)
        return CONFLICT;
    return result == OK ? manager_change(store, own, INSTITUTION, DOCTOR) : result;
}

static void take_over_against_deletion(bool doctor)
{
    int taken = 0;
    for (int round = 0; round < test_rounds(ROUNDS); round++) {
        struct racer successor = {.body = finish, .account_id = SUCCESSOR};
        struct racer predecessor = {.body = delete_successor, .account_id = PREDECESSOR, .delay_us = round % 5 * 700};
        make_ground(doctor);
        run_race(&successor, &predecessor);
        assert_true((successor.result == OK) != (predecessor.result == OK));
        assert_true(successor.result == OK || successor.result == CONFLICT || successor.result == REFUSED);
        assert_true(predecessor.result == OK || predecessor.result == CONFLICT || predecessor.result == REFUSED);
        assert_int_equal(active(), successor.result == OK ? SUCCESSOR : PREDECESSOR);
        assert_int_equal(is_deleted(SUCCESSOR), successor.result != OK);
        assert_int_equal(is_deleted(PREDECESSOR), successor.result == OK && !doctor);
        taken += successor.result == OK;
    }
    print_message("taken over %d, deleted before %d\n", taken, test_rounds(ROUNDS) - taken);
}

static void a_successor_takes_over_or_is_deleted(void **state)
{
    (void)state;
    take_over_against_deletion(false);
}

static void a_doctor_only_loses_the_office(void **state)
{
    (void)state;
    take_over_against_deletion(true);
}

/* R-065 against R-066: both may happen, one after the other; one is in office in the end. */
static void a_change_and_a_take_over(void **state)
{
    (void)state;
    for (int round = 0; round < test_rounds(ROUNDS); round++) {
        struct racer successor = {.body = finish, .account_id = SUCCESSOR};
        struct racer predecessor = {.body = change, .account_id = PREDECESSOR, .delay_us = round % 5 * 700};
        make_ground(true);
        run_race(&successor, &predecessor);
        assert_int_equal(successor.result, OK);
        assert_true(predecessor.result == OK || predecessor.result == CONFLICT || predecessor.result == REFUSED);
        assert_int_equal(active(), SUCCESSOR);
    }
}

static enum result register_expected(struct store *store, void *state)
{
    struct arena *own = state;
    struct user_values values = {{"見本", "四", "ミホン", "ヨン", "総務", "", ""}};
    const char *mark = store == stores[0] ? "A4" : "A5";
    struct user_registration registration = {.role = ROLE_MANAGER, .institution_id = INSTITUTION,
        .created_by = PREDECESSOR, .reference = mark, .login_id = mark, .sealed = {(const uint8_t *)"sealed", 6},
        .valid_days = 90};
    int64_t account_id = 0;
    return staff_register(store, own, &registration, &values, &account_id);
}

static void one_is_expected_at_a_time(void **state)
{
    (void)state;
    for (int round = 0; round < test_rounds(ROUNDS); round++) {
        struct racer one = {.body = register_expected, .account_id = PREDECESSOR};
        struct racer two = one;
        make_ground(false);
        test_sql(stores[0], "DELETE FROM institution_manager WHERE state = 'pending'");
        run_race(&one, &two);
        assert_true((one.result == OK) != (two.result == OK));
        assert_int_equal(one.result == OK ? two.result : one.result, CONFLICT);
    }
}

static void no_office_at_a_secondary_place(void **state)
{
    (void)state;
    make_ground(false);
    test_sql(stores[0], "UPDATE designation SET deleted_at = NOW(6)");
    assert_int_equal(store_transaction(stores[0], change, arena), REFUSED);
    assert_int_equal(active(), PREDECESSOR);
}

static int64_t slip_after_reset(void)
{
    struct account_asker asker = {.account_id = PREDECESSOR, .institution_id = INSTITUTION};
    struct account_target target;
    assert_int_equal(account_target_find(stores[0], arena, &asker, "A1", &target), OK);
    assert_int_equal(account_password_reset(stores[0], &target, (struct bytes){(const uint8_t *)"sealed", 6}, 90), OK);
    return account_next_slip(&target);
}

static void slip_numbers_grow_for_life(void **state)
{
    (void)state;
    make_ground(false);
    assert_int_equal(slip_after_reset(), 2);
    assert_int_equal(initial_password_drop(stores[0], &(struct initial_password_drop_in){PREDECESSOR}, NULL), OK);
    assert_int_equal(slip_after_reset(), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_successor_takes_over_or_is_deleted),
        cmocka_unit_test(a_doctor_only_loses_the_office),
        cmocka_unit_test(a_change_and_a_take_over),
        cmocka_unit_test(one_is_expected_at_a_time),
        cmocka_unit_test(no_office_at_a_secondary_place),
        cmocka_unit_test(slip_numbers_grow_for_life),
    };
    return cmocka_run_group_tests(tests, open_stores, close_stores);
}
