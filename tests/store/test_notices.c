/* Whose notice shows the initial password: while a login is not in use, somebody can always
 * print it, whatever became of the designation that the login began with. And until when it works: to the end of the
 * printed day. */
#include "doctor_kit.h"

#include <string.h>

#include "account_life_store.h"
#include "designation_life_store.h"
#include "doctor_edit_store.h"
#include "notice_store.h"
#include "transfer_store.h"
#include "user_store.h"

static struct arena *arena;
static struct store *store;

struct registering {
    const struct doctor_registrar *registrar;
    struct doctor_registration row;
};

static enum result register_body(struct store *on, void *argument)
{
    struct registering *registering = argument;
    struct complaints complaints = complaints_in(arena);
    return designated_doctor_register_one(on, arena, registering->registrar, &registering->row, &complaints);
}

/* The reference of a new designation. */
static const char *enter(const struct doctor_registrar *registrar, const char *number, enum designation_kind kind)
{
    struct registering registering = {registrar, doctor(arena, number, kind, "1310000019")};
    assert_int_equal(designated_doctor_transaction(store, register_body, &registering), OK);
    return registering.row.credentials.designation_reference;
}

static struct notice_one_out notice_of(int64_t municipality_id, const char *reference)
{
    struct notice_rows rows;
    assert_int_equal(notice_read(store, arena, municipality_id, &reference, 1, &rows), OK);
    return rows.items[0];
}

static void print(int64_t municipality_id, const char *reference)
{
    struct notice_rows rows;
    assert_int_equal(notice_read(store, arena, municipality_id, &reference, 1, &rows), OK);
    assert_int_equal(notice_mark(store, arena, &rows), OK);
}

static void expect_reprint(const char *reference, int wanted)
{
    test_count(store, 1, arena_format(arena, "designation WHERE reference = '%s' AND reprint_wanted = %d", reference, wanted));
}

/* The login is in use, as after its first sign-in. */
static void use(const char *number)
{
    test_sql(store, arena_format(arena, "DELETE p FROM initial_password p JOIN account a ON a.id = p.account_id "
        "WHERE a.live_register_number = '%s'", number));
    test_sql(store, arena_format(arena, "UPDATE account SET issue_state = 'active' WHERE live_register_number = '%s'", number));
}

static void reset(const struct account_asker *asker, const char *account_reference)
{
    struct account_target target;
    assert_int_equal(account_target_find(store, arena, asker, account_reference, &target), OK);
    assert_int_equal(account_password_reset(store, &target, (struct bytes){(const uint8_t *)"again", 5}, 90), OK);
}

/* whoever resets as issuer can print the new initial password, and issue it again. */
static void a_reset_shows_on_the_notice_of_its_issuer(void **state)
{
    (void)state;
    const char *first = enter(&tokyo, "000001", KIND_NANBYO);
    const char *added = enter(&kyoto, "000001", KIND_SHOMAN);
    use("000001");
    struct notice_one_out notice = notice_of(KYOTO, added);
    assert_int_equal(notice.added_to_login, 1);
    reset(&(struct account_asker){.account_id = OFFICER, .municipality_id = KYOTO}, notice.account_reference);
    notice = notice_of(KYOTO, added);
    assert_int_equal(notice.added_to_login, 0);
    assert_string_equal(notice.issue_state, "unissued");
    assert_int_equal(notice.sealed.size, 5);
    print(KYOTO, added);
    notice = notice_of(KYOTO, added);
    assert_string_equal(notice.issue_state, "issued");
    assert_int_equal(notice_replace_password(store, &notice, (struct bytes){(const uint8_t *)"third", 5}, 90), OK);
    assert_int_equal(notice_of(TOKYO, first).added_to_login, 0);
}

/* Nobody else's designation changes its notice: the 責任者 and the other issuer hand out their own. */
static void a_reset_by_others_leaves_the_notice(void **state)
{
    (void)state;
    const char *first = enter(&tokyo, "000002", KIND_NANBYO);
    const char *added = enter(&kyoto, "000002", KIND_SHOMAN);
    const char *account = notice_of(TOKYO, first).account_reference;
    use("000002");
    reset(&(struct account_asker){.account_id = OFFICER, .municipality_id = TOKYO}, account);
    assert_int_equal(notice_of(TOKYO, first).added_to_login, 0);
    assert_int_equal(notice_of(KYOTO, added).added_to_login, 1);
    reset(&(struct account_asker){.account_id = OFFICER, .institution_id = 1}, account);
    assert_int_equal(notice_of(KYOTO, added).added_to_login, 1);
}

static bool delete_one(int64_t municipality_id, const char *reference)
{
    struct doctor_edit_read_out row;
    bool ended = false;
    assert_int_equal(doctor_edit_read(store, arena,
        &(struct doctor_edit_read_in){.municipality_id = municipality_id, .reference = reference}, &row), OK);
    assert_int_equal(designation_delete(store, arena, &row, &ended), OK);
    return ended;
}

/* what is left of an unused login shows the password that the deleted one showed. */
static void a_deleted_designation_passes_the_password_on(void **state)
{
    (void)state;
    const char *first = enter(&tokyo, "000003", KIND_NANBYO);
    const char *added = enter(&kyoto, "000003", KIND_SHOMAN);
    print(TOKYO, first);
    print(KYOTO, added);
    assert_false(delete_one(TOKYO, first));
    struct notice_one_out notice = notice_of(KYOTO, added);
    assert_int_equal(notice.added_to_login, 0);
    assert_string_equal(notice.issue_state, "issued");
    expect_reprint(added, 1);
    print(KYOTO, added);
    expect_reprint(added, 0);
}

static void a_login_in_use_passes_nothing_on(void **state)
{
    (void)state;
    const char *first = enter(&tokyo, "000004", KIND_NANBYO);
    const char *added = enter(&kyoto, "000004", KIND_SHOMAN);
    use("000004");
    assert_false(delete_one(TOKYO, first));
    assert_int_equal(notice_of(KYOTO, added).added_to_login, 1);
}

/* Deleting the added one leaves the first as it is. */
static void the_first_designation_keeps_the_password(void **state)
{
    (void)state;
    const char *first = enter(&tokyo, "000005", KIND_NANBYO);
    const char *added = enter(&kyoto, "000005", KIND_SHOMAN);
    print(TOKYO, first);
    assert_false(delete_one(KYOTO, added));
    assert_int_equal(notice_of(TOKYO, first).added_to_login, 0);
    expect_reprint(first, 0);
}

static enum result withdraw_body(struct store *on, void *context)
{
    return designated_doctor_withdraw(on, arena, context);
}

/* [取り込みの取消] of the file that the login came with. */
static void a_withdrawn_import_passes_the_password_on(void **state)
{
    (void)state;
    struct doctor_registrar importer = tokyo;
    struct doctor_withdrawal withdrawal = {.registrar = &importer};
    importer.import_id = 7;
    test_sql(store, "INSERT INTO bulk_import (id, reference, municipality_id, account_id, epoch, file_name, "
        "file_size, file_sha256, batch, state) VALUES (7, 'IMPORT', 1, 1, 1, 'a.csv', 1, REPEAT('x', 32), "
        "'BATCH', 'done')");
    enter(&importer, "000006", KIND_NANBYO);
    const char *added = enter(&kyoto, "000006", KIND_SHOMAN);
    assert_int_equal(store_transaction(store, withdraw_body, &withdrawal), OK);
    assert_int_equal(withdrawal.count, 1);
    struct notice_one_out notice = notice_of(KYOTO, added);
    assert_int_equal(notice.added_to_login, 0);
    assert_string_equal(notice.issue_state, "unissued");
}

struct moving {
    struct doctor_registration row;
    const char *request;
};

static enum result ask_body(struct store *on, void *argument)
{
    struct moving *moving = argument;
    struct complaints complaints = complaints_in(arena);
    int64_t designation_id = 0;
    return transfer_request(on, arena, &kyoto, &moving->row, moving->request, &complaints, &designation_id);
}

static enum result approve_body(struct store *on, void *argument)
{
    static const struct transfer_decider issuer = {OFFICER, TOKYO, "127.0.0.1", "test"};
    struct moving *moving = argument;
    struct transfer transfer;
    return transfer_approve(on, arena, &issuer, moving->request, &moving->row.credentials, &transfer);
}

/* The reference of the designation at 京都府 that follows on that of 東京都. */
static const char *transfer(const char *number, enum designation_kind kind)
{
    struct moving moving = {doctor(arena, number, kind, "2610000014"), token(arena, "T", 22)};
    assert_int_equal(store_transaction(store, ask_body, &moving), OK);
    assert_int_equal(store_transaction(store, approve_body, &moving), OK);
    return moving.row.credentials.designation_reference;
}

/* the successor of the one that showed the password shows it, although another designation is there. */
static void a_transfer_takes_the_password_along(void **state)
{
    (void)state;
    const char *first = enter(&tokyo, "000007", KIND_NANBYO);
    const char *added = enter(&tokyo, "000007", KIND_SHOMAN);
    (void)first;
    assert_int_equal(notice_of(KYOTO, transfer("000007", KIND_NANBYO)).added_to_login, 0);
    assert_int_equal(notice_of(TOKYO, added).added_to_login, 1);
}

static void a_transfer_of_an_added_one_leaves_the_password(void **state)
{
    (void)state;
    const char *first = enter(&tokyo, "000008", KIND_NANBYO);
    enter(&tokyo, "000008", KIND_SHOMAN);
    assert_int_equal(notice_of(KYOTO, transfer("000008", KIND_SHOMAN)).added_to_login, 1);
    assert_int_equal(notice_of(TOKYO, first).added_to_login, 0);
}

/* transferred while in use, then reset by its new issuer, the only one who can. */
static void a_transferred_login_can_be_reset(void **state)
{
    (void)state;
    enter(&tokyo, "000009", KIND_NANBYO);
    use("000009");
    const char *moved = transfer("000009", KIND_NANBYO);
    struct notice_one_out notice = notice_of(KYOTO, moved);
    assert_int_equal(notice.added_to_login, 1);
    reset(&(struct account_asker){.account_id = OFFICER, .municipality_id = KYOTO}, notice.account_reference);
    assert_int_equal(notice_of(KYOTO, moved).added_to_login, 0);
}

/* a corrected name is wrong on every printed notice of the doctor, whoever issued it; 部署 on one only. */
static void a_corrected_name_wants_all_reprints(void **state)
{
    (void)state;
    const char *first = enter(&tokyo, "000010", KIND_NANBYO);
    const char *added = enter(&kyoto, "000010", KIND_SHOMAN);
    struct designated_doctor after = doctor(arena, "000010", KIND_NANBYO, "1310000019").doctor;
    struct doctor_edit_read_in in = {.municipality_id = TOKYO, .reference = first};
    struct doctor_edit_read_out before;
    print(TOKYO, first);
    print(KYOTO, added);
    after.department = "外科";
    assert_int_equal(doctor_edit_read(store, arena, &in, &before), OK);
    assert_int_equal(doctor_edit_write(store, arena, &before, &after, before.version), OK);
    expect_reprint(first, 1);
    expect_reprint(added, 0);
    after.family_name = "山本";
    assert_int_equal(doctor_edit_read(store, arena, &in, &before), OK);
    assert_int_equal(doctor_edit_write(store, arena, &before, &after, before.version), OK);
    expect_reprint(first, 1);
    expect_reprint(added, 1);
}

/* The database's time, UTC, until the next call. */
static void at(const char *time)
{
    test_sql(store, arena_format(arena, "SET timestamp = UNIX_TIMESTAMP('%s')", time));
}

static void expect_end(const char *account_reference, const char *end)
{
    test_count(store, 1, arena_format(arena, "initial_password p JOIN account a ON a.id = p.account_id "
        "WHERE a.reference = '%s' AND p.expires_at = '%s'", account_reference, end));
}

/* A user who is no doctor; its reference is that of the test. */
static void enter_user(const char *reference)
{
    struct user_registration registration = {.role = ROLE_MUNICIPALITY_STAFF, .municipality_id = TOKYO,
        .created_by = OFFICER, .reference = reference, .login_id = token(arena, "U", 12),
        .sealed = {(const uint8_t *)"sealed", 6}, .valid_days = 90};
    struct user_values values;
    int64_t id = 0;
    for (size_t i = 0; i < USER_FIELD_COUNT; i++)
        values.values[i] = "";
    assert_int_equal(user_register(store, arena, &registration, &values, &id), OK);
}

/* a password works until the end of a day in Japan, whenever on its day and by whom it was made. 2026-11-21 ends at
 * 15:00 UTC. */
static void passwords_work_to_the_end_of_the_printed_day(void **state)
{
    static const struct { const char *made, *end; } days[] = {
        {"2026-11-20 15:00:00", "2027-02-19 14:59:59.999999"},
        {"2026-11-21 14:59:59.5", "2027-02-19 14:59:59.999999"},
        {"2026-11-21 15:00:00", "2027-02-20 14:59:59.999999"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        at(days[i].made);
        const char *reference = enter(&tokyo, arena_format(arena, "0001%02zu", i), KIND_NANBYO);
        struct notice_one_out notice = notice_of(TOKYO, reference);
        expect_end(notice.account_reference, days[i].end);
        at("2026-12-01 01:00:00");
        assert_int_equal(notice_replace_password(store, &notice, (struct bytes){(const uint8_t *)"other", 5}, 90), OK);
        expect_end(notice.account_reference, "2027-03-01 14:59:59.999999");
        at("2026-12-02 20:00:00");
        reset(&(struct account_asker){.account_id = OFFICER, .municipality_id = TOKYO}, notice.account_reference);
        expect_end(notice.account_reference, "2027-03-03 14:59:59.999999");
        at("2027-03-03 14:59:59");
        assert_int_equal(notice_of(TOKYO, reference).password_expired, 0);
        at("2027-03-03 15:00:00");
        assert_int_equal(notice_of(TOKYO, reference).password_expired, 1);
        const char *user = token(arena, "U", 22);
        at(days[i].made);
        enter_user(user);
        expect_end(user, days[i].end);
    }
    test_sql(store, "SET timestamp = DEFAULT");
}

int main(void)
{
    arena = arena_new();
    store = test_store_open(arena);
    test_municipalities(store);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reset_shows_on_the_notice_of_its_issuer),
        cmocka_unit_test(a_reset_by_others_leaves_the_notice),
        cmocka_unit_test(a_deleted_designation_passes_the_password_on),
        cmocka_unit_test(a_login_in_use_passes_nothing_on),
        cmocka_unit_test(the_first_designation_keeps_the_password),
        cmocka_unit_test(a_withdrawn_import_passes_the_password_on),
        cmocka_unit_test(a_transfer_takes_the_password_along),
        cmocka_unit_test(a_transfer_of_an_added_one_leaves_the_password),
        cmocka_unit_test(a_transferred_login_can_be_reset),
        cmocka_unit_test(a_corrected_name_wants_all_reprints),
        cmocka_unit_test(passwords_work_to_the_end_of_the_printed_day),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
