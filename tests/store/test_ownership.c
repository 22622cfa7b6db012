/* Who owns an ID, told to those whom it concerns: a transfer request ends with the ID, institutions read of
 * moves, 運用事業者 of what is still the case. NSDB_ROUNDS says how often the race runs (20). */
#include "ownership_ground.h"

#include "institution_message_query.h"
#include "text.h"
#include "transfer_store.h"

static const struct doctor_registrar kyoto = {OFFICER, "municipality_staff", KYOTO, "127.0.0.1", "test", 0, 90};

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
        cmocka_unit_test(a_request_against_a_deletion),
    };
    return cmocka_run_group_tests(tests, open_stores, close_stores);
}
