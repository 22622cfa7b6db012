/* The import lane against the database (R-020…R-028, R-040, F04, T22–T25): a corpus of files, good and bad, each with the
 * line of the report that must come (row, column, severity, code) and with nothing stored; registration, repairs,
 * revocation, lost claims, two files for one new institution. */
#include "test_store.h"

#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>

#include "buffer.h"
#include "import_check.h"
#include "import_kit.h"
#include "text.h"

static struct lane lane;
static struct lane other_lane;

static void expect_count(int64_t expected, const char *sql)
{
    test_sql(lane.store, arena_format(kit_arena, "BEGIN NOT ATOMIC IF (%s) <> %d THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'wrong count'; "
        "END IF; END", sql, (int)expected));
}

static struct bytes of(const char *text)
{
    return (struct bytes){(const uint8_t *)text, strlen(text)};
}

static struct import_shown_out shown(const struct kit_upload *of_upload)
{
    struct import_shown_rows rows;
    assert_int_equal(import_one(lane.store, kit_arena, &(struct import_one_in){1, of_upload->reference}, &rows), OK);
    assert_int_equal(rows.count, 1);
    return rows.items[0];
}

/* The report as "12C error code" and so on. */
static const char *report(const struct kit_upload *of_upload)
{
    struct import_lines_rows lines;
    struct buffer all = buffer_in(kit_arena);
    assert_int_equal(import_lines(lane.store, kit_arena, &(struct import_lines_in){of_upload->id, 0, 1000}, &lines), OK);
    for (size_t i = 0; i < lines.count; i++)
        buffer_format(&all, "%s%d%s %s %s", i > 0 ? ", " : "", (int)lines.items[i].row_in_file,
            lines.items[i].column_letter, lines.items[i].severity, lines.items[i].code);
    return buffer_text(&all);
}

#define HEADING                                                                                          \
    "指定医の種別,公共団体コード,難病/小慢,医療機関番号,医療機関名,部署(部門/診療科),指定医番号,医籍登録番号,認定登録年月日,有効期限年月日," \
    "氏名 姓,氏名 名,フリガナ 姓,フリガナ 名,電話,メールアドレス\r\n"

/* A right row of doctor `number`. */
static const char *row(int number, const char *institution)
{
    return arena_format(kit_arena, "難病指定医,130001,難病,%s,見本%s病院,小児科,N%d,%d,2026/4/1,2099/3/31,山田,太郎%d,ヤマダ,タロウ,03-1234-5678,a@example.jp\r\n",
        institution, institution, number, number, number);
}

static const char *file(const char *rows)
{
    return arena_format(kit_arena, "\xEF\xBB\xBF" HEADING "%s", rows);
}

static void expect_refused(struct bytes content, const char *expected)
{
    struct kit_upload sent = kit_upload(&lane, content);
    import_lane_small(&lane);
    assert_string_equal(report(&sent), expected);
    assert_string_equal(shown(&sent).state, "refused");
}

static const char *replaced(const char *text, const char *from, const char *to)
{
    const char *at = strstr(text, from);
    assert_non_null(at);
    return arena_format(kit_arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

static const struct {
    const char *from;
    const char *to;
    const char *report;
} bad_values[] = {
    {"難病指定医", "", "2A error required"},
    {"130001", "260002", "2B error foreign_municipality"},
    {",難病,", ",小慢,", "2A error kind_scheme"},
    {"0110113719", "1.31E+09", "2D error exponent"},
    {"0110113719", "", "2D error required"},
    {"0110113719", "=A1", "2D error institution_code"},
    {"見本0110113719病院", "=HYPERLINK(1)", "2E error formula"},
    {"見本0110113719病院", "", "2E error required"},
    {",N1,", ",№1,", "2G error designation_number"},
    {",1,", ",ABC,", "2H error medical_register_number"},
    {"2026/4/1", "2026/2/30", "2I error date"},
    {"2099/3/31", "2020/3/31", "2J error days_order"},
    {"山田", "", "2K error required"},
    {"太郎1", "太\xE2\x80\x8B郎", "2L error invisible"},
    {"ヤマダ", "やまだ", "2M error not_katakana"},
    {"03-1234-5678", "1234", "2O error telephone"},
    {"a@example.jp", "a@", "2P error mail"},
    {"a@example.jp", "a@example.jp,余分", "2Q error overhang"},
    {"氏名 名", "氏名 姓", "1 error heading_missing, 1L error heading_double"},
    {"医療機関番号", "医療機関", "1 error heading_missing, 1D warning heading_unknown"},
    {"太郎1", "\"太郎", "2L error unterminated"},
    {"太郎1", "太\"郎", "2L error stray_quote"},
    {"太郎1", "\"太\"郎", "2L error after_quote"},
    {"太郎1", "太\r郎", "2L error bare_cr"},
    {"山田", "\x80\xFF", "2 error encoding"},
};

static void bad_values_are_named_by_cell(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad_values / sizeof bad_values[0]; i++)
        expect_refused(of(replaced(file(row(1, "0110113719")), bad_values[i].from, bad_values[i].to)), bad_values[i].report);
    expect_count(0, "SELECT COUNT(*) FROM designation");
    expect_count(0, "SELECT COUNT(*) FROM medical_institution");
}

static const char *long_name(void)
{
    struct buffer name = buffer_in(kit_arena);
    for (int i = 0; i < 400; i++)
        buffer_add_text(&name, "名");
    return buffer_text(&name);
}

static void bad_files_are_explained(void **state)
{
    (void)state;
    expect_refused(of(""), "0 error empty_file");
    expect_refused(of(file("")), "0 error no_rows");
    expect_refused(of("\xFF\xFEx"), "0 error utf16");
    expect_refused(of("\xD0\xCF\x11\xE0rest of it"), "0 error old_excel");
    expect_refused(of("PK\x03\x04rest of it"), "0 error xlsx_broken");
    expect_refused((struct bytes){(const uint8_t *)"abcdefghijklmnop\0\r\n", 19}, "1A error nul");
    expect_refused(of(file(replaced(row(1, "0110113719"), "太郎1", long_name()))), "2L error too_long");
    expect_refused(of(file(arena_format(kit_arena, "%s%s", row(1, "0110113719"), row(1, "0110113719")))),
        "3G error double_number, 3H error double_doctor");
    expect_refused(of(file(arena_format(kit_arena, "%s\r\n%s", row(1, "0110113719"),
        replaced(row(2, "0110113719"), "見本0110113719", "別の")))), "4E error institution_name_differs");
    expect_count(0, "SELECT COUNT(*) FROM designation");
}

static void expect_checked(const struct kit_upload *sent, const char *expected)
{
    import_lane_small(&lane);
    assert_string_equal(report(sent), expected);
    assert_string_equal(shown(sent).state, "checked");
}

static void a_checked_file_is_registered_once(void **state)
{
    (void)state;
    struct kit_upload sent = kit_upload(&lane, of(file(arena_format(kit_arena, "%s%s%s", row(11, "0110113719"), row(12, "0110113719"),
        replaced(row(13, "1310000019"), "1310000019", "1310000010")))));
    expect_checked(&sent, "4D warning check_digit");
    assert_int_equal(shown(&sent).count_new, 3);
    expect_count(0, "SELECT COUNT(*) FROM designation");
    kit_commit(&sent, 0);
    assert_true(import_lane_small(&lane));
    assert_string_equal(shown(&sent).state, "done");
    assert_int_equal(shown(&sent).withdrawable, 1);
    expect_count(3, "SELECT COUNT(*) FROM designation WHERE import_id IS NOT NULL");
    expect_count(1, "SELECT COUNT(*) FROM institution_manager m JOIN account a ON a.id = m.account_id WHERE a.live_register_number = '000011'");
    assert_false(import_lane_small(&lane));
    struct kit_upload again = kit_upload(&lane, of(file(row(11, "0110113719"))));
    import_lane_small(&lane);
    assert_string_equal(report(&again), "2H error already_here");
}

static void one_doctor_of_both_schemes_in_one_file(void **state)
{
    (void)state;
    const char *second = replaced(replaced(row(21, "0110113719"), "難病指定医", "小慢指定医"), ",難病,", ",小慢,");
    struct kit_upload sent = kit_upload(&lane, of(file(arena_format(kit_arena, "%s%s", row(21, "0110113719"), second))));
    expect_checked(&sent, "");
    assert_int_equal(shown(&sent).count_new, 1);
    assert_int_equal(shown(&sent).count_added, 1);
    kit_commit(&sent, 0);
    assert_true(import_lane_small(&lane));
    expect_count(2, "SELECT COUNT(*) FROM designation d JOIN account a ON a.id = d.account_id WHERE a.live_register_number = '000021'");
}

static void repairs_wait_for_consent(void **state)
{
    (void)state;
    struct kit_upload sent = kit_upload(&lane, of(file(replaced(replaced(row(31, "0110113719"), "0110113719", "110113719"), "2026/4/1", "46113"))));
    expect_checked(&sent, "2D repair leading_zero, 2I repair serial_day");
    int64_t changed = 0;
    assert_int_equal(import_commit_wanted(lane.store,
        &(struct import_commit_wanted_in){sent.reference, 1, 1, 1, 0, "request"}, &changed), OK);
    assert_int_equal(changed, 0);
    kit_commit(&sent, 1);
    assert_true(import_lane_small(&lane));
    expect_count(1, "SELECT COUNT(*) FROM designation d JOIN medical_institution i ON i.id = d.institution_id JOIN account a ON "
        "a.id = d.account_id WHERE a.live_register_number = '000031' AND i.code = '0110113719' AND d.certified_on = '2026-04-01'");
}

static void other_municipalities_are_named_and_logged(void **state)
{
    (void)state;
    struct kit_upload sent = kit_upload(&lane, of(file(row(41, "0110113719"))));
    expect_checked(&sent, "");
    kit_commit(&sent, 0);
    import_lane_small(&lane);
    test_sql(lane.store, "UPDATE designation d JOIN account a ON a.id = d.account_id SET d.municipality_id = 2 WHERE a.live_register_number = '000041'");
    struct kit_upload again = kit_upload(&lane, of(file(row(41, "0110113719"))));
    import_lane_small(&lane);
    assert_string_equal(report(&again), "2H error other_municipality");
    expect_count(1, "SELECT COUNT(*) FROM operation_log WHERE action = 'doctor_foreign_told'");
}

static void what_changed_since_the_check_stops_the_registration(void **state)
{
    (void)state;
    struct kit_upload first = kit_upload(&lane, of(file(row(51, "0110113719"))));
    struct kit_upload second = kit_upload(&lane, of(file(arena_format(kit_arena, "%s%s", row(52, "0110113719"), row(51, "0110113719")))));
    import_lane_small(&lane);
    import_lane_small(&lane);
    kit_commit(&first, 0);
    kit_commit(&second, 0);
    import_lane_small(&lane);
    import_lane_small(&lane);
    assert_string_equal(shown(&first).state, "done");
    assert_string_equal(shown(&second).state, "refused");
    assert_string_equal(report(&second), "3H error already_here");
    expect_count(0, "SELECT COUNT(*) FROM account WHERE live_register_number = '000052'");
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
    expect_count(0, "SELECT COUNT(*) FROM account WHERE live_register_number = '000061'");
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

/* R-037: the lane takes the whole file back, once, and says so. */
static void a_registered_file_is_withdrawn(void **state)
{
    (void)state;
    struct kit_upload sent = registered(64);
    kit_withdraw(&sent);
    assert_string_equal(shown(&sent).state, "waiting");
    assert_int_equal(shown(&sent).rows_done, 0);
    assert_true(import_lane_small(&lane));
    assert_string_equal(shown(&sent).state, "withdrawn");
    expect_count(0, "SELECT COUNT(*) FROM account WHERE live_register_number = '000064'");
    expect_count(1, arena_format(kit_arena, "SELECT COUNT(*) FROM operation_log WHERE action = 'import_withdraw' AND outcome = 'done' "
        "AND subject_id = %d AND JSON_VALUE(detail, '$.designations') = 1", (int)sent.id));
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
    expect_count(1, "SELECT COUNT(*) FROM account a JOIN designation d ON d.account_id = a.id AND d.live_scheme IS NOT NULL "
        "JOIN initial_password p ON p.account_id = a.id WHERE a.live_register_number = '000065'");
    expect_count(2, arena_format(kit_arena, "SELECT COUNT(*) FROM operation_log WHERE action = 'import_withdraw' "
        "AND outcome = 'refused' AND subject_id = %d", (int)sent.id));
}

static void a_lapsed_claim_is_taken_by_another_lane(void **state)
{
    (void)state;
    struct kit_upload sent = kit_upload(&lane, of(file(row(71, "0110113719"))));
    int64_t claimed = 0;
    assert_int_equal(import_claim(lane.store, &(struct import_claim_in){sent.id, "DEAD", 60}, &claimed), OK);
    assert_int_equal(claimed, 1);
    assert_false(import_lane_small(&lane));
    test_sql(lane.store, "UPDATE bulk_import SET lease_until = NOW(6) - INTERVAL 1 SECOND WHERE lease_owner = 'DEAD'");
    assert_true(import_lane_small(&lane));
    assert_string_equal(shown(&sent).state, "checked");
}

static void an_altered_piece_is_never_read(void **state)
{
    (void)state;
    struct kit_upload sent = kit_upload(&lane, of(file(row(81, "0110113719"))));
    test_sql(lane.store, arena_format(kit_arena, "UPDATE bulk_import_chunk SET sealed = INSERT(sealed, 30, 1, 'x') WHERE import_id = %d", (int)sent.id));
    for (int i = 0; i < 5; i++) {
        import_lane_small(&lane);
        test_sql(lane.store, "UPDATE bulk_import SET lease_until = NULL WHERE state = 'waiting'");
    }
    assert_string_equal(shown(&sent).state, "failed");
}

static void *run_lane(void *of_lane)
{
    import_lane_small(of_lane);
    return NULL;
}

static void two_files_open_one_institution_together(void **state)
{
    (void)state;
    for (int round = 0; round < 10; round++) {
        const char *institution = arena_format(kit_arena, "15100%05d", round);
        struct kit_upload first = kit_upload(&lane, of(file(arena_format(kit_arena, "%s%s", row(1000 + round * 4, institution), row(1001 + round * 4, institution)))));
        struct kit_upload second = kit_upload(&lane, of(file(arena_format(kit_arena, "%s%s", row(1002 + round * 4, institution), row(1003 + round * 4, institution)))));
        import_lane_small(&lane);
        import_lane_small(&lane);
        kit_commit(&first, 0);
        kit_commit(&second, 0);
        pthread_t thread;
        assert_int_equal(pthread_create(&thread, NULL, run_lane, &other_lane), 0);
        import_lane_small(&lane);
        pthread_join(thread, NULL);
        import_lane_small(&lane);
        assert_string_equal(shown(&first).state, "done");
        assert_string_equal(shown(&second).state, "done");
    }
    expect_count(10, "SELECT COUNT(*) FROM institution_manager m JOIN medical_institution i ON i.id = m.active_institution WHERE i.code LIKE '15100%'");
}

static const char *many_rows(int first, int count)
{
    struct buffer rows = buffer_in(kit_arena);
    for (int i = first; i < first + count; i++)
        buffer_add_text(&rows, row(i, arena_format(kit_arena, "16%08d", i / 20)));
    return buffer_text(&rows);
}

/* A process of its own, as in the worker, with connections of its own; killed after `us`. */
static void run_and_kill(unsigned us)
{
    pid_t child = fork();
    if (child == 0) {
        const struct keyring *keyring = lane.keyring;
        lane = kit_lane("ONE");
        lane.keyring = keyring;
        import_lane_small(&lane);
        _exit(0);
    }
    assert_true(child > 0);
    usleep(us);
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, NULL, 0), child);
}

/* Works on the file, killed again and again, until it is in the wanted state. */
static void work_and_kill(const struct kit_upload *sent, const char *wanted)
{
    enum { KILLS = 8 };
    for (unsigned i = 1; i <= KILLS && !text_equal(shown(sent).state, wanted); i++) {
        run_and_kill(i * 60 * 1000);
        test_sql(lane.store, "UPDATE bulk_import SET attempts = 0 WHERE state IN ('committing', 'withdrawing')");
    }
    for (int i = 0; i < 5 && !text_equal(shown(sent).state, wanted); i++) {
        import_lane_small(&lane);
        test_sql(lane.store, "UPDATE bulk_import SET lease_until = NULL WHERE state = 'waiting'");
    }
    assert_string_equal(shown(sent).state, wanted);
}

static void a_killed_lane_loses_and_doubles_nothing(void **state)
{
    (void)state;
    enum { ROWS = 3000, FIRST = 100000 };
    struct kit_upload sent = kit_upload(&lane, of(file(many_rows(FIRST, ROWS))));
    import_lane_small(&lane);
    assert_string_equal(shown(&sent).state, "checked");
    kit_commit(&sent, 0);
    work_and_kill(&sent, "done");
    expect_count(ROWS, "SELECT COUNT(*) FROM account WHERE live_register_number BETWEEN '100000' AND '199999'");
    expect_count(ROWS, arena_format(kit_arena, "SELECT COUNT(*) FROM designation WHERE import_id = %d", (int)sent.id));
    expect_count(ROWS, arena_format(kit_arena, "SELECT COUNT(*) FROM operation_log WHERE action = 'doctor_register' AND "
        "JSON_VALUE(detail, '$.import') = %d", (int)sent.id));
    expect_count(1, arena_format(kit_arena, "SELECT COUNT(*) FROM operation_log WHERE action = 'import_register' AND subject_id = %d "
        "AND outcome = 'done'", (int)sent.id));
    kit_withdraw(&sent);
    work_and_kill(&sent, "withdrawn");
    expect_count(0, "SELECT COUNT(*) FROM account WHERE live_register_number BETWEEN '100000' AND '199999'");
    expect_count(ROWS, arena_format(kit_arena, "SELECT COUNT(*) FROM operation_log WHERE action = 'doctor_withdraw' AND "
        "JSON_VALUE(detail, '$.import') = %d", (int)sent.id));
}

int main(void)
{
    kit_begin();
    lane = kit_lane("ONE");
    other_lane = kit_lane("TWO");
    other_lane.keyring = lane.keyring;
    kit_people(&lane);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_values_are_named_by_cell),
        cmocka_unit_test(bad_files_are_explained),
        cmocka_unit_test(a_checked_file_is_registered_once),
        cmocka_unit_test(one_doctor_of_both_schemes_in_one_file),
        cmocka_unit_test(repairs_wait_for_consent),
        cmocka_unit_test(other_municipalities_are_named_and_logged),
        cmocka_unit_test(what_changed_since_the_check_stops_the_registration),
        cmocka_unit_test(a_revoked_starter_registers_nothing),
        cmocka_unit_test(a_registered_file_is_withdrawn),
        cmocka_unit_test(a_withdrawal_that_came_too_late_changes_nothing),
        cmocka_unit_test(a_lapsed_claim_is_taken_by_another_lane),
        cmocka_unit_test(an_altered_piece_is_never_read),
        cmocka_unit_test(two_files_open_one_institution_together),
        cmocka_unit_test(a_killed_lane_loses_and_doubles_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
