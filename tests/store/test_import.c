/* A list from its check to its registration and back (R-021… ): repairs wait for consent, what
 * changed since the check or was revoked stops it, a registered file is withdrawn while nobody was told. */
#include "import_rows.h"

static void a_checked_file_is_registered_once(void **state)
{
    (void)state;
    struct kit_upload sent = kit_upload(&lane,
        of(file(arena_format(kit_arena, "%s%s%s", row(11, "0110113719"), row(12, "0110113719"),
            replaced(row(13, "1310000019"), "1310000019", "1310000010")))));
    expect_checked(&sent, "4D warning check_digit");
    assert_int_equal(shown(&sent).count_new, 3);
    test_count(lane.store, 0, "designation");
    kit_commit(&sent, 0);
    assert_true(import_lane_small(&lane));
    assert_string_equal(shown(&sent).state, "done");
    assert_int_equal(shown(&sent).withdrawable, 1);
    test_count(lane.store, 3, "designation WHERE import_id IS NOT NULL");
    test_count(lane.store, 1, "institution_manager m JOIN account a ON a.id = m.account_id "
        "WHERE a.live_register_number = '000011'");
    assert_false(import_lane_small(&lane));
    struct kit_upload again = kit_upload(&lane, of(file(row(11, "0110113719"))));
    import_lane_small(&lane);
    assert_string_equal(report(&again), "2H error already_here");
}

static void one_doctor_of_both_schemes_in_one_file(void **state)
{
    (void)state;
    const char *second = replaced(replaced(row(21, "0110113719"), "難病指定医", "小慢指定医"), ",難病,", ",小慢,");
    struct kit_upload sent = kit_upload(&lane,
        of(file(arena_format(kit_arena, "%s%s", row(21, "0110113719"), second))));
    expect_checked(&sent, "");
    assert_int_equal(shown(&sent).count_new, 1);
    assert_int_equal(shown(&sent).count_added, 1);
    kit_commit(&sent, 0);
    assert_true(import_lane_small(&lane));
    test_count(lane.store, 2, "designation d JOIN account a ON a.id = d.account_id "
        "WHERE a.live_register_number = '000021'");
}

static void repairs_wait_for_consent(void **state)
{
    (void)state;
    struct kit_upload sent = kit_upload(&lane,
        of(file(replaced(replaced(row(31, "0110113719"), "0110113719", "110113719"), "2026/4/1", "46113"))));
    expect_checked(&sent, "2D repair leading_zero, 2I repair serial_day");
    int64_t changed = 0;
    assert_int_equal(import_commit_wanted(lane.store,
        &(struct import_commit_wanted_in){sent.reference, 1, 1, 1, 0, "request"}, &changed), OK);
    assert_int_equal(changed, 0);
    kit_commit(&sent, 1);
    assert_true(import_lane_small(&lane));
    test_count(lane.store, 1, "designation d JOIN medical_institution i ON i.id = d.institution_id JOIN account a ON "
        "a.id = d.account_id WHERE a.live_register_number = '000031' AND i.code = '0110113719' "
        "AND d.certified_on = '2026-04-01'");
}

static void other_municipalities_are_named_and_logged(void **state)
{
    (void)state;
    struct kit_upload sent = kit_upload(&lane, of(file(row(41, "0110113719"))));
    expect_checked(&sent, "");
    kit_commit(&sent, 0);
    import_lane_small(&lane);
    test_sql(lane.store, "UPDATE designation d JOIN account a ON a.id = d.account_id SET d.municipality_id = 2 "
        "WHERE a.live_register_number = '000041'");
    struct kit_upload again = kit_upload(&lane, of(file(row(41, "0110113719"))));
    import_lane_small(&lane);
    assert_string_equal(report(&again), "2H error other_municipality");
    test_count(lane.store, 1, "operation_log WHERE action = 'doctor_foreign_told'");
}

static void what_changed_since_the_check_stops_the_registration(void **state)
{
    (void)state;
    struct kit_upload first = kit_upload(&lane, of(file(row(51, "0110113719"))));
    struct kit_upload second = kit_upload(&lane,
        of(file(arena_format(kit_arena, "%s%s", row(52, "0110113719"), row(51, "0110113719")))));
    import_lane_small(&lane);
    import_lane_small(&lane);
    kit_commit(&first, 0);
    kit_commit(&second, 0);
    import_lane_small(&lane);
    import_lane_small(&lane);
    assert_string_equal(shown(&first).state, "done");
    assert_string_equal(shown(&second).state, "refused");
    assert_string_equal(report(&second), "3H error already_here");
    test_count(lane.store, 0, "account WHERE live_register_number = '000052'");
}

static void a_revoked_starter_registers_nothing(void **state)
{
    (void)state;
    struct kit_upload sent = kit_upload(&lane, of(file(row(61, "0110113719"))));
    import_lane_small(&lane);
    kit_commit(&sent, 0);
    test_sql(lane.store, "UPDATE auth_epoch SET epoch = 2 WHERE account_id = 1");
    import_lane_small(&lane);
    test_sql(lane.store, "UPDATE auth_epoch SET epoch = 1 WHERE account_id = 1");
    assert_string_equal(shown(&sent).state, "refused");
    assert_string_equal(report(&sent), "0 error revoked");
    test_count(lane.store, 0, "account WHERE live_register_number = '000061'");
}

/* A file with one doctor, registered. */
static struct kit_upload registered(int number)
{
    struct kit_upload sent = kit_upload(&lane, of(file(row(number, "0110113719"))));
    import_lane_small(&lane);
    kit_commit(&sent, 0);
    import_lane_small(&lane);
    assert_string_equal(shown(&sent).state, "done");
    return sent;
}

/* the lane takes the whole file back, once, and says so. */
static void a_registered_file_is_withdrawn(void **state)
{
    (void)state;
    struct kit_upload sent = registered(64);
    kit_withdraw(&sent);
    assert_string_equal(shown(&sent).state, "waiting");
    assert_int_equal(shown(&sent).rows_done, 0);
    assert_true(import_lane_small(&lane));
    assert_string_equal(shown(&sent).state, "withdrawn");
    test_count(lane.store, 0, "account WHERE live_register_number = '000064'");
    test_count(lane.store, 1, arena_format(kit_arena, "operation_log WHERE action = 'import_withdraw' "
        "AND outcome = 'done' AND subject_id = %d AND JSON_VALUE(detail, '$.designations') = 1", (int)sent.id));
    assert_false(import_lane_small(&lane));
}

/* Printed in the meantime, or the starter was signed out by force: nothing changes, and the file's row tells. */
static void a_withdrawal_that_came_too_late_changes_nothing(void **state)
{
    (void)state;
    struct kit_upload sent = registered(65);
    kit_withdraw(&sent);
    test_sql(lane.store, "UPDATE designation d JOIN account a ON a.id = d.account_id SET d.notice_printed_at = NOW(6) "
        "WHERE a.live_register_number = '000065'");
    import_lane_small(&lane);
    assert_string_equal(shown(&sent).state, "done");
    assert_string_equal(shown(&sent).wanted, "withdraw");
    test_sql(lane.store, "UPDATE designation SET notice_printed_at = NULL");
    kit_withdraw(&sent);
    test_sql(lane.store, "UPDATE auth_epoch SET epoch = 2 WHERE account_id = 1");
    import_lane_small(&lane);
    test_sql(lane.store, "UPDATE auth_epoch SET epoch = 1 WHERE account_id = 1");
    assert_string_equal(shown(&sent).state, "done");
    test_count(lane.store, 1, "account a JOIN designation d ON d.account_id = a.id AND d.live_scheme IS NOT NULL "
        "JOIN initial_password p ON p.account_id = a.id WHERE a.live_register_number = '000065'");
    test_count(lane.store, 2, arena_format(kit_arena, "operation_log WHERE action = 'import_withdraw' "
        "AND outcome = 'refused' AND subject_id = %d", (int)sent.id));
}

int main(void)
{
    import_begin();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_checked_file_is_registered_once),
        cmocka_unit_test(one_doctor_of_both_schemes_in_one_file),
        cmocka_unit_test(repairs_wait_for_consent),
        cmocka_unit_test(other_municipalities_are_named_and_logged),
        cmocka_unit_test(what_changed_since_the_check_stops_the_registration),
        cmocka_unit_test(a_revoked_starter_registers_nothing),
        cmocka_unit_test(a_registered_file_is_withdrawn),
        cmocka_unit_test(a_withdrawal_that_came_too_late_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
