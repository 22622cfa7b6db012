/* The sealing lane and nsdb-admin verify: transactions that commit out of order and roll back, two workers
 * at once as on two hosts, one of them killed; every committed row gets its seal, the chain is whole, and each kind
 * of tampering is named. */
#include "test_store.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "buffer.h"
#include "clock.h"
#include "text.h"
#include "worker_process.h"

enum { WRITERS = 4, ROWS_A_TRANSACTION = 5 };

static struct arena *arena;
static struct store *store;
static struct worker_process *first;
static struct worker_process *second;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    store = test_store_open(arena);
    first = worker_process_prepare(arena, "");
    second = worker_process_prepare(arena, "");
    /* both hosts hold the same keys */
    unlink(arena_format(arena, "%s/keyring", second->folder));
    return link(arena_format(arena, "%s/keyring", first->folder), arena_format(arena, "%s/keyring", second->folder));
}

static int tear_down(void **state)
{
    (void)state;
    worker_process_remove(second);
    worker_process_remove(first);
    arena_free(&arena);
    return 0;
}

/* What verify says; *status_out is its exit status. */
static const char *verify(const char *anchor, int *status_out)
{
    char part[4096];
    int line[2];
    assert_int_equal(pipe(line), 0);
    pid_t process = fork();
    if (process == 0) {
        const char *program = getenv("NSDB_ADMIN");
        dup2(line[1], STDOUT_FILENO);
        execl(program, program, "--settings", first->settings, "verify", anchor == NULL ? NULL : "--anchor",
            anchor, (char *)NULL);
        _exit(127);
    }
    close(line[1]);
    struct buffer said = buffer_in(arena);
    for (ssize_t size; (size = read(line[0], part, sizeof part)) > 0;)
        buffer_add(&said, part, (size_t)size);
    close(line[0]);
    waitpid(process, status_out, 0);
    *status_out = WEXITSTATUS(*status_out);
    return buffer_text(&said);
}

static enum result write_rows(struct store *to, void *context)
{
    const unsigned *random = context;
    const char *problem = NULL;
    for (int i = 0; i < ROWS_A_TRANSACTION; i++) {
        if (store_execute(to, arena,
                "INSERT INTO operation_log (happened_at, role, action, detail) "
                "VALUES (NOW(6), 'system', 'test', '{\"a\":1}')",
                &problem) != OK)
            return FAILED;
        clock_sleep_us(*random % 7 * 1000);
    }
    return *random % 5 == 0 ? REFUSED : OK;
}

/* A process that writes transactions of its own pace for a while. */
static pid_t start_writer(unsigned seed, int transactions)
{
    pid_t process = fork();
    if (process != 0)
        return process;
    struct arena *own = arena_new();
    struct store *own_store = test_store_open(own);
    for (int i = 0; i < transactions; i++) {
        seed = seed * 1103515245u + 12345u;
        unsigned random = seed >> 16;
        enum result result = store_transaction(own_store, write_rows, &random);
        if (result != OK && result != REFUSED)
            _exit(1);
    }
    _exit(0);
}

static void every_row_gets_its_seal(void **state)
{
    (void)state;
    int status;
    pid_t writers[WRITERS];
    int transactions = getenv("NSDB_KILL_ROUNDS") != NULL ? 1000 : 60;
    worker_process_start(first);
    worker_process_start(second);
    for (unsigned i = 0; i < WRITERS; i++)
        writers[i] = start_writer(i + 1, transactions);
    for (int i = 0; i < 5; i++) {
        clock_sleep_us(100 * 1000);
        kill(worker_process_lane(first, "seal"), SIGKILL);
    }
    for (unsigned i = 0; i < WRITERS; i++) {
        waitpid(writers[i], &status, 0);
        assert_int_equal(status, 0);
    }
    assert_true(test_comes_to_hold(store, "(SELECT COUNT(*) FROM operation_log) = (SELECT COUNT(*) "
        "FROM operation_log_seal)"));
    assert_true(test_holds(store, "(SELECT COUNT(*) FROM operation_log) > 100"));
    assert_true(test_holds(store, "(SELECT COUNT(*) FROM operation_log_seal) = (SELECT sequence "
        "FROM operation_log_seal ORDER BY sequence DESC LIMIT 1)"));
    worker_process_stop(second);
    worker_process_stop(first);
    const char *said = verify(NULL, &status);
    assert_int_equal(status, 0);
    assert_non_null(strstr(said, " 0 findings"));
}

/* A row that a transaction of an hour, of minutes ago commits now: its id lies behind the end of the chain. */
static void a_row_that_commits_very_late_is_sealed(void **state)
{
    (void)state;
    int status;
    test_sql(store, "DELETE FROM operation_log_seal");
    test_sql(store, "UPDATE operation_log SET happened_at = NOW(6) - INTERVAL 2 HOUR");
    test_sql(store, "DELETE FROM operation_log WHERE id = 7");
    worker_process_start(first);
    assert_true(test_comes_to_hold(store, "(SELECT COUNT(*) FROM operation_log) = (SELECT COUNT(*) "
        "FROM operation_log_seal)"));
    test_sql(store, "INSERT INTO operation_log (id, happened_at, role, action) VALUES (7, NOW(6) - INTERVAL 1 "
        "HOUR, 'system', 'late')");
    assert_true(test_comes_to_hold(store, "EXISTS (SELECT 1 FROM operation_log_seal WHERE log_id = 7)"));
    test_sql(store, "INSERT INTO operation_log (id, happened_at, role, action) "
        "VALUES (800002, NOW(6) - INTERVAL 4 MINUTE, 'system', 'young')");
    assert_true(test_comes_to_hold(store, "EXISTS (SELECT 1 FROM operation_log_seal WHERE log_id = 800002)"));
    clock_sleep_us(11 * 1000 * 1000);
    test_sql(store, "INSERT INTO operation_log (id, happened_at, role, action) "
        "VALUES (800001, NOW(6) - INTERVAL 5 MINUTE, 'system', 'late')");
    assert_true(test_comes_to_hold(store, "EXISTS (SELECT 1 FROM operation_log_seal WHERE log_id = 800001)"));
    worker_process_stop(first);
    (void)verify(NULL, &status);
    assert_int_equal(status, 0);
}

/* Does it, looks for the words in what verify says, and takes it back. */
static void is_named(const char *tamper, const char *words, const char *take_back)
{
    int status;
    test_sql(store, tamper);
    const char *said = verify(NULL, &status);
    if (strstr(said, words) == NULL)
        print_message("%s\n%s\n", tamper, said);
    assert_non_null(strstr(said, words));
    assert_non_null(strstr(said, " 1 findings"));
    assert_int_equal(status, 1);
    test_sql(store, take_back);
    said = verify(NULL, &status);
    assert_int_equal(status, 0);
}

/* Row 7 exists for certain: the test before this wrote it by hand; any other may have been rolled back. */
static void tampering_is_named(void **state)
{
    (void)state;
    static const char *const columns[] = {"role = 'x'", "action = 'x'", "source = '::1'", "request_id = 'x'",
        "subject_kind = 'x'", "outcome = 'x'", "account_id = 1", "municipality_id = 1", "institution_id = 1",
        "subject_id = 1", "detail = '{\"a\":2}'",
        "happened_at = happened_at + INTERVAL 1 MICROSECOND"};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        test_sql(store, "DROP TABLE IF EXISTS kept");
        test_sql(store, "CREATE TABLE kept AS SELECT * FROM operation_log WHERE id = 7");
        is_named(arena_format(arena, "UPDATE operation_log SET %s WHERE id = 7", columns[i]), "log row 7 (seal ",
            "REPLACE INTO operation_log SELECT * FROM kept");
    }
    is_named("DELETE FROM operation_log WHERE id = 7", "log row 7 (seal ", "REPLACE INTO operation_log "
        "SELECT * FROM kept");
    is_named("INSERT INTO operation_log (id, happened_at, role, action) VALUES (999999, NOW(6) - INTERVAL 2 "
        "MINUTE, 'system', 'forged')", "log row 999999 (", "DELETE FROM operation_log WHERE id = 999999");
    test_sql(store, "DROP TABLE kept");
    test_sql(store, "CREATE TABLE kept AS SELECT * FROM operation_log_seal WHERE sequence BETWEEN 20 AND 22");
    test_sql(store, "UPDATE operation_log_seal SET hmac = previous WHERE sequence = 20");
    int status;
    assert_non_null(strstr(verify(NULL, &status), "seal 21 does not follow seal 20"));
    test_sql(store, "DELETE FROM operation_log_seal WHERE sequence BETWEEN 20 AND 22");
    const char *said = verify(NULL, &status);
    assert_non_null(strstr(said, "seals 20 to 22 are missing"));
    assert_non_null(strstr(said, "has waited for its seal for more than a minute"));
    assert_int_equal(status, 1);
    test_sql(store, "INSERT INTO operation_log_seal SELECT * FROM kept");
    (void)verify(NULL, &status);
    assert_int_equal(status, 0);
}

static void a_cut_end_shows_against_a_noted_seal(void **state)
{
    (void)state;
    int status;
    test_sql(store, "DROP TABLE IF EXISTS kept");
    const char *said = verify(NULL, &status);
    const char *end = strstr(said, "end of the chain: ");
    assert_non_null(end);
    const char *anchor = arena_text_part(arena, end + 18, strcspn(end + 18, "\n"));
    (void)verify(anchor, &status);
    test_sql(store, "DELETE FROM operation_log WHERE id = (SELECT log_id FROM operation_log_seal "
        "ORDER BY sequence DESC LIMIT 1)");
    test_sql(store, "DELETE FROM operation_log_seal ORDER BY sequence DESC LIMIT 1");
    said = verify(anchor, &status);
    assert_int_equal(status, 1);
    assert_non_null(strstr(said, "which was noted down, is missing"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_gets_its_seal),
        cmocka_unit_test(a_row_that_commits_very_late_is_sealed),
        cmocka_unit_test(tampering_is_named),
        cmocka_unit_test(a_cut_end_shows_against_a_noted_seal),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
