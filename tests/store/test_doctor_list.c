/* The municipality's list in the database: every condition and order of the search, nobody else's rows
 * (Z02), the marks of printing and [再発行] (R-028…R-031), corrections (R-037, R04), extension, moves and deletion
 * (R-042, R-045, R-046). */
#include "test_store.h"

#include <string.h>

#include "auth_epoch_query.h"
#include "buffer.h"
#include "designated_doctor_store.h"
#include "designation_life_store.h"
#include "doctor_edit_store.h"
#include "doctor_search_store.h"
#include "key_file_query.h"
#include "notice_store.h"
#include "text.h"

enum { TOKYO = 1, KYOTO = 2, OFFICER = 1 };

static struct arena *arena;
static struct store *store;

static const struct person {
    int municipality;
    const char *number;
    enum designation_kind kind;
    const char *institution;
    const char *institution_name;
    const char *family, *given, *family_kana, *given_kana;
    struct day expires_on;
} people[] = {
    {TOKYO, "000001", KIND_NANBYO, "1310000019", "中央見本病院", "𠮷野", "一郎", "ヨシノ", "イチロウ", {2031, 3, 31}},
    {TOKYO, "000002", KIND_NANBYO, "1310000019", "中央見本病院", "髙橋", "花子", "タカハシ", "ハナコ", {2027, 3, 31}},
    {TOKYO, "000003", KIND_COOPERATING, "1310000001", "東見本診療所", "佐藤", "次郎", "サトウ", "ジロウ", {2020, 3, 31}},
    {TOKYO, "000004", KIND_SHOMAN, "1310000001", "東見本診療所", "安藤", "三郎", "アンドウ", "サブロウ", {2030, 3, 31}},
    {KYOTO, "000005", KIND_NANBYO, "2610000014", "京見本病院", "髙橋", "四郎", "タカハシ", "シロウ", {2031, 3, 31}},
};

enum { PEOPLE = sizeof people / sizeof people[0] };

static const char *reference_of(size_t person)
{
    return arena_format(arena, "D%021zu", person);
}

static struct doctor_registration registration_of(size_t i)
{
    const struct person *person = &people[i];
    return (struct doctor_registration){
        .doctor = {.kind = person->kind, .scheme = designation_kind_scheme(person->kind),
            .institution_code = person->institution, .institution_name = person->institution_name, .department = "内科",
            .designation_number = arena_format(arena, "N-%s", person->number),
            .medical_register_number = person->number,
            .certified_on = {2019, 4, 1}, .expires_on = person->expires_on, .family_name = person->family,
            .given_name = person->given, .family_kana = person->family_kana, .given_kana = person->given_kana,
            .telephone = "", .mail = ""},
        .credentials = {.account_reference = arena_format(arena, "A%021zu", i),
            .login_id = arena_format(arena, "L%011zu", i),
            .designation_reference = reference_of(i), .institution_reference = arena_format(arena, "I%021zu", i),
            .sealed_password = {(const uint8_t *)"sealed", 6}}};
}

static enum result register_body(struct store *on, void *context)
{
    size_t i = *(const size_t *)context;
    struct doctor_registrar registrar = {OFFICER, "municipality_staff", people[i].municipality, "127.0.0.1",
        "test", 0, 90};
    struct doctor_registration row = registration_of(i);
    struct complaints complaints = complaints_in(arena);
    return designated_doctor_register_one(on, arena, &registrar, &row, &complaints);
}

/* Row `at` of the search, read as a page of its own, is this designation. */
static void stands_alone(int64_t municipality_id, const struct doctor_criteria *criteria, int64_t at, const char *reference)
{
    struct doctor_search_rows rows = {0};
    assert_int_equal(doctor_search(store, arena, municipality_id, criteria, at, 1, &rows), OK);
    assert_int_equal(rows.count, 1);
    assert_string_equal(rows.items[0].reference, reference);
}

/* "0 1 3": the people found, in order, on one page and on pages of one row each. */
static const char *found(int64_t municipality_id, struct doctor_criteria criteria)
{
    struct doctor_search_rows rows = {0};
    struct buffer text = buffer_in(arena);
    int64_t count = -1;
    assert_int_equal(doctor_search_page(store, arena, municipality_id, &criteria,
        (struct doctor_search_range){0, 1}, &rows, &count), OK);
    assert_true((count > 0) == (rows.count == 1));
    assert_int_equal(doctor_search(store, arena, municipality_id, &criteria, 0, 100, &rows), OK);
    assert_int_equal(count, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        stands_alone(municipality_id, &criteria, (int64_t)i, rows.items[i].reference);
        buffer_format(&text, "%s%d", i > 0 ? " " : "", (int)strtol(rows.items[i].reference + 1, NULL, 10));
    }
    return buffer_text(&text);
}

static void every_condition_finds_its_rows(void **state)
{
    (void)state;
    struct doctor_search_rows rows = {0};
    int64_t count = 0;
    assert_int_equal(doctor_search_page(store, arena, TOKYO, &(struct doctor_criteria){0},
        (struct doctor_search_range){60, 20}, &rows, &count), OK);
    assert_int_equal(rows.count, 0); /* behind the last page */
    assert_int_equal(count, 4);
    assert_string_equal(found(TOKYO, (struct doctor_criteria){0}), "3 2 1 0");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.name = "𠮷野"}), "0");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.name = "𠮷"}), "");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.name = "ﾀｶﾊｼ ハナコ"}), "1");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.name = "ろう"}), "3 2 0");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.login_id = "L00000000002"}), "2");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.register_number = "3"}), "2");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.number = "N-000004"}), "3");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.institution = "1310000019"}), "1 0");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.institution = "東見本"}), "3 2");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.scheme = "shoman"}), "3");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.kind = "cooperating"}), "2");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.state = "expired"}), "2");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.state = "unissued"}), "3 1 0");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.state = "locked"}), "");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.expires_from = {2027, 1, 1},
        .expires_to = {2030, 12, 31}}), "3 1");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.import_reference = "none"}), "");
}

/* what was found stands in the order chosen, whatever it was found by. Institution 1310000001 was registered second. */
static void every_order_is_kept(void **state)
{
    (void)state;
    static const struct {
        struct doctor_criteria criteria;
        const char *by_order[DOCTOR_ORDER_INSTITUTION + 1];
    } searches[] = {
        {{0}, {"3 2 1 0", "1 3 2 0", "2 1 3 0", "2 3 0 1"}},
        {{.scheme = "nanbyo"}, {"2 1 0", "1 2 0", "2 1 0", "2 0 1"}},
        {{.state = "unissued"}, {"3 1 0", "1 3 0", "1 3 0", "3 0 1"}},
        {{.expires_from = {2021, 1, 1}}, {"3 1 0", "1 3 0", "1 3 0", "3 0 1"}},
        {{.name = "ろう"}, {"3 2 0", "3 2 0", "2 3 0", "2 3 0"}},
        {{.institution = "1310000019"}, {"1 0", "1 0", "1 0", "0 1"}},
        {{.institution = "1310000001"}, {"3 2", "3 2", "2 3", "2 3"}},
        {{.institution = "見本"}, {"3 2 1 0", "1 3 2 0", "2 1 3 0", "2 3 0 1"}},
        {{.state = "locked"}, {"3 1 0", "1 3 0", "1 3 0", "3 0 1"}},
        {{.register_number = "2"}, {"1", "1", "1", "1"}},
    };
    test_sql(store, "UPDATE designation SET created_at = created_at + INTERVAL 1 DAY WHERE number = 'N-000002'");
    for (size_t i = 0; i < sizeof searches / sizeof *searches; i++) {
        struct doctor_criteria criteria = searches[i].criteria;
        bool locked = text_equal(text_or(criteria.state, ""), "locked");
        if (locked)
            test_sql(store, "UPDATE account SET locked_at = NOW(6)");
        for (criteria.order = DOCTOR_ORDER_KANA; criteria.order <= DOCTOR_ORDER_INSTITUTION; criteria.order++)
            assert_string_equal(found(TOKYO, criteria), searches[i].by_order[criteria.order]);
        if (locked)
            test_sql(store, "UPDATE account SET locked_at = NULL");
    }
}

/* Another municipality's rows do not exist: in no search and under no reference. */
static void other_tenants_do_not_exist(void **state)
{
    (void)state;
    const char *foreign = reference_of(4);
    struct notice_rows rows;
    struct doctor_edit_read_out row;
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.name = "シロウ"}), "");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.login_id = "L00000000004"}), "");
    assert_string_equal(found(KYOTO, (struct doctor_criteria){0}), "4");
    assert_int_equal(notice_read(store, arena, TOKYO, &foreign, 1, &rows), NOT_FOUND);
    assert_int_equal(notice_read(store, arena, KYOTO, &foreign, 1, &rows), OK);
    assert_int_equal(doctor_edit_read(store, arena,
                         &(struct doctor_edit_read_in){.municipality_id = TOKYO, .reference = foreign}, &row),
        NOT_FOUND);
}

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
    arena = arena_new();
    store = test_store_open(arena);
    test_municipalities(store);
    for (size_t i = 0; i < PEOPLE; i++)
        if (store_transaction(store, register_body, &i) != OK)
            return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_condition_finds_its_rows),
        cmocka_unit_test(every_order_is_kept),
        cmocka_unit_test(other_tenants_do_not_exist),
        cmocka_unit_test(printing_and_reissuing_leave_their_marks),
        cmocka_unit_test(corrections_are_found_and_versioned),
        cmocka_unit_test(numbers_of_others_are_refused),
        cmocka_unit_test(extension_revokes_the_key),
        cmocka_unit_test(extension_after_a_reset_revokes_the_key),
        cmocka_unit_test(extension_before_first_use_is_quiet),
        cmocka_unit_test(moving_swaps_the_places),
        cmocka_unit_test(deletion_ends_the_account),
    };
    int failed = cmocka_run_group_tests_name("a municipality's list", tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
