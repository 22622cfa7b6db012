/* What becomes of a doctor's ID in the database: the marks of printing and [再発行] (R-028…R-030), corrections (R-037, R04),
 * extension, moves and deletion. */
#include "doctor_people.h"

#include "auth_epoch_query.h"
#include "designation_life_store.h"
#include "doctor_edit_store.h"
#include "key_file_query.h"
#include "notice_store.h"

static struct notice_one_out notice_of(size_t person)
{
    const char *reference = reference_of(person);
    struct notice_rows rows;
    assert_int_equal(notice_read(store, arena, people[person].municipality, &reference, 1, &rows), OK);
    return rows.items[0];
}

static void print(size_t person)
{
    const char *reference = reference_of(person);
    struct notice_rows rows;
    assert_int_equal(notice_read(store, arena, people[person].municipality, &reference, 1, &rows), OK);
    assert_int_equal(notice_mark(store, arena, &rows), OK);
}

static void printing_and_reissuing_leave_their_marks(void **state)
{
    (void)state;
    print(0);
    print(0);
    struct notice_one_out notice = notice_of(0);
    assert_string_equal(notice.issue_state, "issued");
    assert_int_equal(notice.printed_count, 2);
    assert_int_equal(notice.slip_number, 1);
    struct bytes other = {(const uint8_t *)"other", 5};
    assert_int_equal(notice_replace_password(store, &notice, other, 90), OK);
    assert_int_equal(notice_replace_password(store, &notice, other, 90), CONFLICT);
    notice = notice_of(0);
    assert_string_equal(notice.issue_state, "unissued");
    assert_int_equal(notice.slip_number, 2);
    assert_int_equal(notice.printed_count, 0);
    assert_int_equal(notice.sealed.size, 5);
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.state = "issued"}), "");
}

static struct designated_doctor corrected(size_t person)
{
    struct designated_doctor doctor = registration_of(person).doctor;
    doctor.family_name = "齋藤";
    doctor.family_kana = "サイトウ";
    return doctor;
}

static enum result correct(size_t person, const struct designated_doctor *doctor, int64_t version)
{
    struct doctor_edit_read_out before;
    struct doctor_edit_read_in in = {.municipality_id = people[person].municipality, .reference = reference_of(person)};
    assert_int_equal(doctor_edit_read(store, arena, &in, &before), OK);
    return doctor_edit_write(store, arena, &before, doctor, version);
}

static void corrections_are_found_and_versioned(void **state)
{
    (void)state;
    struct designated_doctor doctor = corrected(1);
    struct doctor_search_rows rows = {0};
    print(1);
    assert_int_equal(correct(1, &doctor, 1), OK);
    assert_int_equal(correct(1, &doctor, 1), CONFLICT); /* the second tab of R04 */
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.name = "サイトウ"}), "1");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.name = "髙橋"}), "");
    assert_int_equal(doctor_search(store, arena, TOKYO, &(struct doctor_criteria){.name = "齋藤"}, 0, 10, &rows), OK);
    assert_int_equal(rows.items[0].reprint_wanted, 1);
    print(1);
    assert_int_equal(doctor_search(store, arena, TOKYO, &(struct doctor_criteria){.name = "齋藤"}, 0, 10, &rows), OK);
    assert_int_equal(rows.items[0].reprint_wanted, 0);
}

static void numbers_of_others_are_refused(void **state)
{
    (void)state;
    struct designated_doctor doctor = registration_of(2).doctor;
    doctor.medical_register_number = "000004";
    assert_int_equal(correct(2, &doctor, 1), CONFLICT);
    assert_string_equal(store_conflict_key(store), "account_live_register_number");
}

static struct doctor_edit_read_out row_of(size_t person)
{
    struct doctor_edit_read_out row;
    struct doctor_edit_read_in in = {.municipality_id = people[person].municipality, .reference = reference_of(person)};
    assert_int_equal(doctor_edit_read(store, arena, &in, &row), OK);
    return row;
}

static int64_t epoch_of(int64_t account_id)
{
    struct auth_epoch_hold_out now;
    assert_int_equal(auth_epoch_hold(store, arena, &(struct auth_epoch_hold_in){.account_id = account_id}, &now), OK);
    return now.epoch;
}

/* What the row tells about the key: [暗号化鍵再発行] is offered for one in force only. */
static bool key_shown(const char *login_id)
{
    struct doctor_search_rows rows = {0};
    struct doctor_criteria criteria = {.login_id = login_id};
    assert_int_equal(doctor_search(store, arena, TOKYO, &criteria, 0, 100, &rows), OK);
    assert_int_equal(rows.count, 1);
    return rows.items[0].has_key != 0;
}

/* an ID in use loses its key and its sessions; a second extension from an old page is refused. */
static void extension_revokes_the_key(void **state)
{
    (void)state;
    test_sql(store, "UPDATE account SET issue_state = 'active' WHERE login_id = 'L00000000003'");
    test_sql(store, "INSERT INTO key_file (account_id, generation, mail_generation, public_key, state, created_at, "
        "expires_at) SELECT id, 1, 0, 'k', 'active', NOW(6), NOW(6) FROM account WHERE login_id = 'L00000000003'");
    struct doctor_edit_read_out row = row_of(3);
    int64_t epoch = epoch_of(row.account_id);
    assert_true(key_shown("L00000000003"));
    assert_int_equal(designation_extend_to(store, &row, (struct day){2035, 3, 31}), OK);
    assert_false(key_shown("L00000000003"));
    assert_int_equal(designation_extend_to(store, &row, (struct day){2036, 3, 31}), CONFLICT);
    assert_true(epoch_of(row.account_id) > epoch);
    struct key_file_in_force_out key;
    assert_int_equal(key_file_in_force(store, arena, &(struct key_file_in_force_in){.account_id = row.account_id},
        &key), NOT_FOUND);
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.expires_from = {2035, 3, 31}}), "3");
}

/* A12: パスワード初期化 made it 未発行 again, but its key works: an extension voids it all the same. */
static void extension_after_a_reset_revokes_the_key(void **state)
{
    (void)state;
    test_sql(store, "INSERT INTO key_file (account_id, generation, mail_generation, public_key, state, created_at, "
        "expires_at) SELECT id, 1, 0, 'k', 'active', NOW(6), NOW(6) FROM account WHERE login_id = 'L00000000002'");
    struct doctor_edit_read_out row = row_of(2);
    int64_t epoch = epoch_of(row.account_id);
    assert_string_equal(row.issue_state, "unissued");
    assert_int_equal(designation_extend_to(store, &row, (struct day){2035, 3, 31}), OK);
    assert_false(key_shown("L00000000002"));
    assert_true(epoch_of(row.account_id) > epoch);
}

/* An ID that was never used keeps its initial password and only gets the new date. */
static void extension_before_first_use_is_quiet(void **state)
{
    (void)state;
    struct doctor_edit_read_out row = row_of(0);
    int64_t epoch = epoch_of(row.account_id);
    assert_int_equal(designation_extend_to(store, &row, (struct day){2034, 3, 31}), OK);
    assert_int_equal(epoch_of(row.account_id), epoch);
}

/* the old place becomes a 兼務先, and 責任者 follows the 主たる勤務先. */
static void moving_swaps_the_places(void **state)
{
    (void)state;
    struct doctor_edit_read_out row = row_of(0);
    struct designation_secondaries_rows places;
    struct designation_place new_place = {"1310000035", "", "NEW"};
    assert_int_equal(designation_move(store, arena, &row, &new_place), NOT_FOUND);
    test_sql(store, "INSERT INTO session (token_hash, account_id, epoch, stage, scheme, institution_id, source, user_agent, created_at, "
        "expires_at) SELECT UNHEX(SHA2(login_id, 256)), id, 1, 'full', 'nanbyo', (SELECT MIN(id) FROM medical_institution), '', '', "
        "NOW(6), NOW(6) FROM account WHERE login_id IN ('L00000000000', 'L00000000001')");
    new_place.name = "ｼﾝ病院"; /* nobody has registered a doctor there yet: the move makes it */
    assert_int_equal(designation_move(store, arena, &row, &new_place), OK);
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.institution = "1310000035"}), "0");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.institution = "シン病"}), "0");
    assert_int_equal(designation_secondaries(store, arena,
                         &(struct designation_secondaries_in){.account_id = row.account_id, .scheme = row.scheme},
                         &places),
        OK);
    assert_int_equal(places.count, 1);
    assert_string_equal(places.items[0].code, "1310000019");
    struct doctor_search_rows rows = {0};
    assert_int_equal(doctor_search(store, arena, TOKYO, &(struct doctor_criteria){.login_id = "L00000000000"}, 0,
        1, &rows), OK);
    assert_int_equal(rows.items[0].manager, 1);
    test_count(store, 1, "session s JOIN medical_institution i ON i.id = s.institution_id WHERE i.code = '1310000035' "
        "AND s.organisation_code = '1310000035' AND s.organisation_name = i.name"); /* signed in, but at the new place */
    struct doctor_edit_read_out second = row_of(1);
    struct designation_place other_name = {"1310000035", "別の病院", "NEWER"}; /* a registered one keeps its name */
    assert_int_equal(designation_move(store, arena, &second, &other_name), OK);
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.institution = "別の病院"}), "");
    test_count(store, 1, "institution_manager m JOIN medical_institution i ON i.id = m.active_institution "
        "JOIN account a ON a.id = m.account_id WHERE i.code = '1310000035' AND a.login_id = 'L00000000000'");
}

/* the account ends with its last designation; nothing of it is found any more. */
static void deletion_ends_the_account(void **state)
{
    (void)state;
    bool ended = false;
    struct doctor_edit_read_out row = row_of(2);
    int64_t epoch = epoch_of(row.account_id);
    assert_int_equal(designation_delete(store, arena, &row, &ended), OK);
    assert_true(ended);
    assert_int_equal(designation_delete(store, arena, &row, &ended), CONFLICT);
    assert_true(epoch_of(row.account_id) > epoch);
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.name = "サトウ"}), "");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.register_number = "3"}), "");
    size_t again = 2;
    test_sql(store, "UPDATE account SET reference = 'OLD', login_id = 'OLD' WHERE login_id = 'L00000000002'");
    test_sql(store, "UPDATE designation SET reference = 'OLD' WHERE reference = 'D000000000000000000002'");
    assert_int_equal(store_transaction(store, register_body, &again), OK); /* the number is free again */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(printing_and_reissuing_leave_their_marks),
        cmocka_unit_test(corrections_are_found_and_versioned),
        cmocka_unit_test(numbers_of_others_are_refused),
        cmocka_unit_test(extension_revokes_the_key),
        cmocka_unit_test(extension_after_a_reset_revokes_the_key),
        cmocka_unit_test(extension_before_first_use_is_quiet),
        cmocka_unit_test(moving_swaps_the_places),
        cmocka_unit_test(deletion_ends_the_account),
    };
    if (!doctors_open())
        return 1;
    int failed = cmocka_run_group_tests_name("a doctor's ID", tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
