/* The reminder lane: who is reminded, of which mark, once for each expiry, and again after an extension. */
#include "one_worker.h"

/* Days left of doctors 1 …: 95 is too early, 90, 31, 30, 8, 7 and 0 have their marks, -1 is over; then one who does
 * not use the ID yet and one without a mail address. */
static const char *const rows[] = {
    "SET FOREIGN_KEY_CHECKS = 0",
    "SET @today = DATE(NOW() + INTERVAL 9 HOUR)",
    "INSERT INTO municipality (id, code, name, kind, handles_nanbyo, handles_shoman) VALUES (1, '130001', '東京都', "
    "'prefecture', 1, 1)",
    "INSERT INTO account (id, reference, login_id, role, medical_register_number, family_name, given_name, "
    "name_folded, kana_folded, issue_state, mail_address) SELECT seq, seq, seq, 'doctor', LPAD(seq, 6, '0'), '医', "
    "'師', '医師', 'いし', IF(seq = 9, 'issued', 'active'), IF(seq = 10, NULL, 'doctor@example.jp') FROM seq_1_to_10",
    "INSERT INTO designation (id, reference, account_id, scheme, kind, number, municipality_id, institution_id, "
    "certified_on, expires_on, kana_sort) SELECT seq, seq, seq, 'nanbyo', 'nanbyo', seq, 1, 1, '2020-04-01', "
    "@today + INTERVAL ELT(seq, 95, 90, 31, 30, 8, 7, 0, -1, 30, 30) DAY, 'いし' FROM seq_1_to_10",
    "SET FOREIGN_KEY_CHECKS = 1",
};

static const char told[] =
    "(SELECT GROUP_CONCAT(designation_id, ':', mark ORDER BY designation_id) "
    "FROM expiry_reminder) = '2:90,3:90,4:30,5:30,6:7,7:7'";

static void each_mark_is_told_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        test_sql(store, rows[i]);
    start_lane("reminders");
    assert_true(test_comes_to_hold(store, told));
    assert_true(test_comes_to_hold(store, "(SELECT COUNT(*) FROM outbox WHERE kind = 'expiry_reminder' "
        "AND state = 'sent') = 6"));
    worker_process_kill(worker);
    start_lane("reminders");
    clock_sleep_us(2000 * 1000);
    assert_true(test_holds(store, told));
    worker_process_kill(worker);
}

static void an_extension_makes_room_for_new_ones(void **state)
{
    (void)state;
    test_sql(store, "UPDATE designation SET expires_on = expires_on + INTERVAL 20 DAY WHERE id = 6");
    start_lane("reminders");
    assert_true(test_comes_to_hold(store, "(SELECT COUNT(*) FROM expiry_reminder WHERE designation_id = 6 "
        "AND mark = 30) = 1"));
    assert_true(test_holds(store, "(SELECT COUNT(*) FROM expiry_reminder) = 7"));
    worker_process_stop(worker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_mark_is_told_once), cmocka_unit_test(an_extension_makes_room_for_new_ones)};
    return cmocka_run_group_tests_name("reminders", tests, set_up, tear_down);
}
