/* Transfer of a designation between municipalities: both sides in one transaction on the same login, and
 * decisions that meet: exactly one wins and the others are told. */
#include "doctor_kit.h"

#include <pthread.h>
#include <string.h>

#include "designation_life_store.h"
#include "doctor_edit_query.h"
#include "text.h"
#include "transfer_store.h"

enum { RACERS = 4, ROUNDS = 20 };

static struct arena *arena;
static struct store *store;
static const struct transfer_decider issuer = {OFFICER, TOKYO, "127.0.0.1", "test"};
static const struct transfer_decider asker = {OFFICER, KYOTO, "127.0.0.1", "test"};

struct registering {
    const struct doctor_registrar *registrar;
    struct doctor_registration *row;
};

static enum result register_body(struct store *on, void *argument)
{
    struct registering *registering = argument;
    struct complaints complaints = complaints_in(arena);
    return designated_doctor_register_one(on, arena, registering->registrar, registering->row, &complaints);
}

static enum result enter(const struct doctor_registrar *registrar, struct doctor_registration *row)
{
    struct registering registering = {registrar, row};
    return designated_doctor_transaction(store, register_body, &registering);
}

struct asking {
    struct doctor_registration *row;
    const char *reference;
    const char *code;
};

static enum result ask_body(struct store *on, void *argument)
{
    struct asking *asking = argument;
    struct complaints complaints = complaints_in(arena);
    int64_t designation_id = 0;
    enum result result = transfer_request(on, arena, &kyoto, asking->row, asking->reference, &complaints,
        &designation_id);
    asking->code = complaints.count > 0 ? complaints.items[0].code : "";
    return result;
}

static enum result ask(struct doctor_registration *row, const char **reference_out, const char **code_out)
{
    struct asking asking = {.row = row, .reference = token(arena, "T", 22)};
    enum result result = store_transaction(store, ask_body, &asking);
    *reference_out = asking.reference;
    *code_out = asking.code;
    return result;
}

enum act { APPROVE, REFUSE, WITHDRAW, DELETE };

struct racer {
    pthread_t thread;
    pthread_barrier_t *start;
    struct arena *arena;
    struct store *store;
    enum act act;
    const struct transfer_decider *decider;
    const char *reference;
    const char *designation;
    struct doctor_credentials credentials;
    struct transfer transfer;
    enum result result;
};

static enum result delete_body(struct store *on, struct racer *racer)
{
    struct doctor_edit_read_out row;
    bool ended;
    enum result result = doctor_edit_read(on, racer->arena,
        &(struct doctor_edit_read_in){.municipality_id = TOKYO, .reference = racer->designation}, &row);
    racer->transfer.complaints = complaints_in(racer->arena);
    return result == OK ? designation_delete(on, racer->arena, &row, &ended) : result;
}

static enum result act_body(struct store *on, void *argument)
{
    struct racer *racer = argument;
    switch (racer->act) {
    case APPROVE: return transfer_approve(on, racer->arena, racer->decider, racer->reference, &racer->credentials,
        &racer->transfer);
    case REFUSE: return transfer_refuse(on, racer->arena, racer->decider, racer->reference, "理由", &racer->transfer);
    case WITHDRAW: return transfer_withdraw(on, racer->arena, racer->decider, racer->reference, &racer->transfer);
    default: return delete_body(on, racer);
    }
}

static struct racer act_now(enum act act, const struct transfer_decider *decider, const char *reference)
{
    struct racer racer = {.arena = arena, .store = store, .act = act, .decider = decider, .reference = reference,
        .credentials = credentials(arena)};
    racer.result = store_transaction(store, act_body, &racer);
    return racer;
}

static void approval_moves_the_designation_on_the_same_login(void **state)
{
    (void)state;
    struct doctor_registration old = doctor(arena, "000001", KIND_NANBYO, "1310000019");
    struct doctor_registration other = doctor(arena, "000001", KIND_SHOMAN, "1310000027");
    struct doctor_registration wanted = doctor(arena, "000001", KIND_NANBYO, "2610000014");
    const char *reference, *code;
    assert_int_equal(enter(&tokyo, &old), OK);
    assert_int_equal(enter(&tokyo, &other), OK);
    test_sql(store, "UPDATE account SET issue_state = 'active' WHERE live_register_number = '000001'");
    test_sql(store, "UPDATE first_signin SET step = 'done'");
    assert_int_equal(ask(&wanted, &reference, &code), OK);
    assert_int_equal(ask(&wanted, &(const char *){NULL}, &code), REFUSED);
    assert_string_equal(code, "transfer_open");
    assert_int_equal(act_now(APPROVE, &asker, reference).result, NOT_FOUND);
    assert_int_equal(act_now(WITHDRAW, &issuer, reference).result, NOT_FOUND);
    assert_int_equal(act_now(APPROVE, &(struct transfer_decider){OFFICER, 3, "", ""}, reference).result, NOT_FOUND);
    assert_int_equal(act_now(APPROVE, &issuer, reference).result, OK);
    test_count(store, 1, "account WHERE medical_register_number = '000001'");
    test_count(store, 1, "designation d JOIN medical_institution i ON i.id = d.institution_id JOIN affiliation f ON "
        "f.account_id = d.account_id AND f.primary_scheme = 'nanbyo' AND f.institution_id = i.id "
        "JOIN institution_manager m ON m.active_institution = i.id AND m.account_id = d.account_id "
        "WHERE d.live_scheme = 'nanbyo' AND d.municipality_id = 2 AND i.code = '2610000014' AND d.added_to_login = 1");
    test_count(store, 1, "designation WHERE municipality_id = 1 AND deleted_at IS NOT NULL");
    test_count(store, 1, "designation WHERE municipality_id = 1 AND live_scheme = 'shoman'");
    test_count(store, 0, "institution_manager m JOIN medical_institution i ON i.id = m.active_institution "
        "WHERE i.code = '1310000019'");
    test_count(store, 1, "first_signin WHERE purpose = 'renew' AND step = 'mail'");
    test_count(store, 1, "auth_epoch e JOIN account a ON a.id = e.account_id "
        "WHERE a.live_register_number = '000001' AND e.epoch > 1");
    test_count(store, 1, "designation_transfer t JOIN designation d ON d.id = t.designation_id "
        "AND d.municipality_id = 2 WHERE t.state = 'approved' AND t.decided_at IS NOT NULL");
    struct racer late = act_now(REFUSE, &issuer, reference);
    assert_int_equal(late.result, REFUSED);
    assert_non_null(strstr(late.transfer.complaints.items[0].message, "承認"));
}

static void an_unused_login_keeps_its_initial_password(void **state)
{
    (void)state;
    struct doctor_registration old = doctor(arena, "000002", KIND_NANBYO, "1310000019");
    struct doctor_registration wanted = doctor(arena, "000002", KIND_NANBYO, "2610000014");
    const char *reference, *code;
    assert_int_equal(enter(&tokyo, &old), OK);
    assert_int_equal(ask(&wanted, &reference, &code), OK);
    assert_int_equal(act_now(APPROVE, &issuer, reference).result, OK);
    test_count(store, 1, "designation d JOIN account a ON a.id = d.account_id JOIN initial_password p "
        "ON p.account_id = a.id WHERE a.live_register_number = '000002' AND d.live_scheme = 'nanbyo' "
        "AND d.municipality_id = 2 AND d.added_to_login = 0");
}

static void a_taken_number_is_told(void **state)
{
    (void)state;
    struct doctor_registration old = doctor(arena, "000003", KIND_NANBYO, "1310000019");
    struct doctor_registration taken = doctor(arena, "000004", KIND_NANBYO, "2610000014");
    struct doctor_registration wanted = doctor(arena, "000003", KIND_NANBYO, "2610000014");
    const char *reference, *code;
    assert_int_equal(enter(&tokyo, &old), OK);
    assert_int_equal(enter(&kyoto, &taken), OK);
    wanted.doctor.designation_number = taken.doctor.designation_number;
    assert_int_equal(ask(&wanted, &reference, &code), REFUSED);
    assert_string_equal(code, "number_taken");
    wanted.doctor.designation_number = "N-LATER";
    assert_int_equal(ask(&wanted, &reference, &code), OK);
    test_sql(store, "UPDATE designation d JOIN account a ON a.id = d.account_id SET d.number = 'N-LATER' "
        "WHERE a.live_register_number = '000004'");
    struct racer approval = act_now(APPROVE, &issuer, reference);
    assert_int_equal(approval.result, REFUSED);
    assert_string_equal(approval.transfer.complaints.items[0].code, "number_taken");
    test_count(store, 1, "designation d JOIN account a ON a.id = d.account_id "
        "WHERE a.live_register_number = '000003' AND d.municipality_id = 1 AND d.live_scheme = 'nanbyo'");
    assert_int_equal(act_now(REFUSE, &issuer, reference).result, OK);
    test_count(store, 1, "designation_transfer WHERE number = 'N-LATER' AND state = 'refused' AND reason = '理由'");
}

static void *race(void *thing)
{
    struct racer *racer = thing;
    pthread_barrier_wait(racer->start);
    racer->result = store_transaction(racer->store, act_body, racer);
    return NULL;
}

/* Who lost was told: by a sentence, or, deleting what is gone, by NOT_FOUND or CONFLICT. */
static void expect_one_winner(const struct racer *racers)
{
    int won = 0;
    for (int i = 0; i < RACERS; i++) {
        const struct racer *racer = &racers[i];
        won += racer->result == OK && racer->act != WITHDRAW && racer->act != REFUSE;
        if (racer->act == DELETE && racer->result != OK)
            assert_true(racer->result == NOT_FOUND || racer->result == CONFLICT);
        if (racer->act != DELETE && racer->result != OK)
            assert_true(racer->result == REFUSED && racer->transfer.complaints.count == 1);
    }
    assert_true(won <= 1);
}

static void run_round(struct racer *racers, int round, const enum act *acts)
{
    const char *number = arena_format(arena, "%06d", 100 + round);
    struct doctor_registration old = doctor(arena, number, KIND_NANBYO, "1310000019");
    struct doctor_registration wanted = doctor(arena, number, KIND_NANBYO, "2610000014");
    const char *reference, *code;
    pthread_barrier_t start;
    assert_int_equal(enter(&tokyo, &old), OK);
    assert_int_equal(ask(&wanted, &reference, &code), OK);
    pthread_barrier_init(&start, NULL, RACERS);
    for (int i = 0; i < RACERS; i++) {
        racers[i].start = &start;
        racers[i].act = acts[i];
        racers[i].decider = acts[i] == WITHDRAW ? &asker : &issuer;
        racers[i].reference = reference;
        racers[i].designation = old.credentials.designation_reference;
        racers[i].credentials = credentials(racers[i].arena);
        assert_int_equal(pthread_create(&racers[i].thread, NULL, race, &racers[i]), 0);
    }
    for (int i = 0; i < RACERS; i++)
        pthread_join(racers[i].thread, NULL);
    pthread_barrier_destroy(&start);
}

static void open_racers(struct racer *racers)
{
    for (int i = 0; i < RACERS; i++) {
        racers[i] = (struct racer){.arena = arena_new()};
        racers[i].store = test_store_open(racers[i].arena);
    }
}

static void decisions_that_meet_have_one_winner(void **state)
{
    (void)state;
    static const enum act acts[RACERS] = {APPROVE, WITHDRAW, REFUSE, APPROVE};
    struct racer racers[RACERS];
    open_racers(racers);
    for (int round = 0; round < test_rounds(ROUNDS); round++) {
        run_round(racers, round, acts);
        int won = 0;
        for (int i = 0; i < RACERS; i++)
            won += racers[i].result == OK;
        assert_int_equal(won, 1);
        expect_one_winner(racers);
    }
    test_count(store, test_rounds(ROUNDS), "designation d JOIN account a ON a.id = d.account_id "
        "WHERE a.live_register_number >= '000100' AND d.live_scheme IS NOT NULL");
    test_count(store, 0, "designation_transfer t JOIN designation d ON d.id = t.from_designation_id "
        "WHERE (t.state = 'approved') <> (d.deleted_at IS NOT NULL)");
    for (int i = 0; i < RACERS; i++)
        arena_free(&racers[i].arena);
}

static void approval_against_deletion(void **state)
{
    (void)state;
    static const enum act acts[RACERS] = {APPROVE, DELETE, APPROVE, DELETE};
    struct racer racers[RACERS];
    open_racers(racers);
    for (int round = 0; round < test_rounds(ROUNDS); round++) {
        run_round(racers, 10000 + round, acts);
        int won = 0;
        for (int i = 0; i < RACERS; i++)
            won += racers[i].result == OK;
        assert_int_equal(won, 1);
        expect_one_winner(racers);
    }
    test_count(store, 0, "designation_transfer t JOIN account a ON a.id = t.account_id "
        "WHERE a.medical_register_number >= '010000' AND (t.state = 'approved') <> (a.issue_state <> 'deleted')");
    for (int i = 0; i < RACERS; i++)
        arena_free(&racers[i].arena);
}

int main(void)
{
    arena = arena_new();
    store = test_store_open(arena);
    test_municipalities(store);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(approval_moves_the_designation_on_the_same_login),
        cmocka_unit_test(an_unused_login_keeps_its_initial_password),
        cmocka_unit_test(a_taken_number_is_told),
        cmocka_unit_test(decisions_that_meet_have_one_winner),
        cmocka_unit_test(approval_against_deletion),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
