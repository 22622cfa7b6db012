/* Import lanes in trouble (T23–T25): a lapsed claim, an altered piece, two files at once for one new institution, a
 * lane killed again and again; nothing is lost and nothing doubled. */
#include "import_rows.h"

#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>

#include "text.h"

static struct lane other_lane;

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
    test_sql(lane.store, arena_format(kit_arena, "UPDATE bulk_import_chunk SET sealed = INSERT(sealed, 30, 1, 'x') "
        "WHERE import_id = %d", (int)sent.id));
    for (int i = 0; i < 5; i++) {
        import_lane_small(&lane);
        test_sql(lane.store, "UPDATE bulk_import SET lease_until = NULL WHERE state = 'waiting'");
    }
    assert_string_equal(shown(&sent).state, "failed");
}

/* As a file does that crashes its reader: the lane's process ends after the claim. */
static void claim_and_die(int64_t import_id)
{
    pid_t child = fork();
    if (child == 0) {
        int64_t claimed = 0;
        struct lane dying = kit_lane("ONE");
        if (import_claim(dying.store, &(struct import_claim_in){import_id, dying.owner, 60}, &claimed) == OK && claimed == 1)
            kill(getpid(), SIGKILL);
        _exit(1);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
}

static void a_file_that_kills_its_lane_is_given_up(void **state)
{
    (void)state;
    struct kit_upload poison = kit_upload(&lane, of(file(row(82, "0110113719"))));
    struct kit_upload next = kit_upload(&lane, of(file(row(83, "0110113719"))));
    for (int i = 0; i < 10; i++)
        claim_and_die(poison.id);
    assert_string_equal(shown(&poison).state, "checking");
    assert_true(import_lane_small(&lane));
    assert_string_equal(shown(&poison).state, "failed");
    assert_true(import_lane_small(&lane));
    assert_string_equal(shown(&next).state, "checked");
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
        struct kit_upload first = kit_upload(&lane,
            of(file(arena_format(kit_arena, "%s%s", row(1000 + round * 4, institution),
                row(1001 + round * 4, institution)))));
        struct kit_upload second = kit_upload(&lane,
            of(file(arena_format(kit_arena, "%s%s", row(1002 + round * 4, institution),
                row(1003 + round * 4, institution)))));
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
    test_count(lane.store, 10, "institution_manager m JOIN medical_institution i ON i.id = m.active_institution "
        "WHERE i.code LIKE '15100%'");
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
    test_count(lane.store, ROWS, "account WHERE live_register_number BETWEEN '100000' AND '199999'");
    test_count(lane.store, ROWS, arena_format(kit_arena, "designation WHERE import_id = %d", (int)sent.id));
    test_count(lane.store, ROWS, arena_format(kit_arena, "operation_log WHERE action = 'doctor_register' AND "
        "JSON_VALUE(detail, '$.import') = %d", (int)sent.id));
    test_count(lane.store, 1, arena_format(kit_arena, "operation_log WHERE action = 'import_register' "
        "AND subject_id = %d AND outcome = 'done'", (int)sent.id));
    kit_withdraw(&sent);
    work_and_kill(&sent, "withdrawn");
    test_count(lane.store, 0, "account WHERE live_register_number BETWEEN '100000' AND '199999'");
    test_count(lane.store, ROWS, arena_format(kit_arena, "operation_log WHERE action = 'doctor_withdraw' AND "
        "JSON_VALUE(detail, '$.import') = %d", (int)sent.id));
}

int main(void)
{
    import_begin();
    other_lane = kit_lane("TWO");
    other_lane.keyring = lane.keyring;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lapsed_claim_is_taken_by_another_lane),
        cmocka_unit_test(an_altered_piece_is_never_read),
        cmocka_unit_test(a_file_that_kills_its_lane_is_given_up),
        cmocka_unit_test(two_files_open_one_institution_together),
        cmocka_unit_test(a_killed_lane_loses_and_doubles_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
