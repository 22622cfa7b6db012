/* The mail lane against a hostile mail server (T26, R02): every committed order is delivered at least once, all
 * copies of a mail are the same, nothing of a transaction that was rolled back is ever sent, whatever the server
 * does and however often the lane is killed. */
#include "test_store.h"

#include <dirent.h>
#include <signal.h>
#include <unistd.h>

#include "clock.h"
#include "digest.h"
#include "mail_order.h"
#include "smtp_sink.h"
#include "text.h"
#include "worker_process.h"
#include "worker_wake.h"

enum { PATIENCE_US = 60 * 1000 * 1000, PATIENCE_A_ROW_US = 100 * 1000, ATTACHMENT = 2000 };

static struct arena *arena;
static struct store *store;
static struct smtp_sink *sink;
static struct worker_process *worker;
static char mails[] = "/tmp/nsdb-sink-XXXXXX";

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    if (mkdtemp(mails) == NULL)
        return 1;
    sink = smtp_sink_start(mails);
    store = test_store_open(arena);
    worker = worker_process_prepare(arena,
        arena_format(arena,
            "mail_transport = smtp\nsmtp_address = smtp://127.0.0.1:%d\nsmtp_tls = none\nsmtp_timeout_seconds = 1\n"
            "mail_retry_seconds = 0\nmail_lease_seconds = 1\nmail_tries = 1000\n",
            smtp_sink_port(sink)));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    worker_process_remove(worker);
    smtp_sink_stop(sink);
    DIR *folder = opendir(mails);
    for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder))
        unlink(arena_format(arena, "%s/%s", mails, entry->d_name));
    closedir(folder);
    rmdir(mails);
    arena_free(&arena);
    return 0;
}

/* Orders of one transaction. */
struct orders {
    int first;
    int count;
    bool taken_back;
};

static enum result put_orders(struct store *to, void *context)
{
    const struct orders *orders = context;
    char attachment[ATTACHMENT];
    memset(attachment, 'k', sizeof attachment);
    for (int i = 0; i < orders->count; i++) {
        struct mail_order order = {.kind = "key_file",
            .recipient = arena_format(arena, "%s%d@example.jp", orders->taken_back ? "never" : "doctor",
                orders->first + i),
            .attachment_name = "nsdb-key.pem",
            .request_id = arena_format(arena, "request-%d", i),
            .attachment = {(const uint8_t *)attachment, sizeof attachment}};
        mail_order_value(arena, &order, "changed_at", "2026年11月21日");
        enum result result = mail_order_put(to, arena, worker->keyring, &order);
        if (result != OK)
            return result;
    }
    return orders->taken_back ? REFUSED : OK;
}

static void order(int first, int count)
{
    struct orders kept = {first, count, false};
    struct orders taken_back = {first, 3, true};
    assert_int_equal(store_transaction(store, put_orders, &taken_back), REFUSED);
    assert_int_equal(store_transaction(store, put_orders, &kept), OK);
}

/* Waits until so many rows are in the state. */
static bool rows_are(const char *state, int count)
{
    int64_t end = clock_monotonic_us() + PATIENCE_US + (int64_t)count * PATIENCE_A_ROW_US;
    const char *condition = arena_format(arena, "(SELECT COUNT(*) FROM outbox WHERE state = '%s') = %d", state, count);
    for (; clock_monotonic_us() < end; clock_sleep_us(20000))
        if (test_holds(store, condition))
            return true;
    return false;
}

static void forget_all(void)
{
    test_sql(store, "DELETE FROM outbox");
}

static const char *content_of(const char *name)
{
    static char text[256 * 1024];
    FILE *file = fopen(arena_format(arena, "%s/%s", mails, name), "re");
    assert_non_null(file);
    size_t size = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[size] = 0;
    return text;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Checks all mails that arrived; gives how many different ones there were, and forgets them. */
static int different_mails(int *copies_out)
{
    LIST_OF(const char *) names = {0};
    DIR *folder = opendir(mails);
    for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder))
        if (entry->d_name[0] != '.')
            *list_push(arena, &names) = arena_text(arena, entry->d_name);
    closedir(folder);
    if (names.count > 0)
        qsort(names.items, names.count, sizeof *names.items, compare_names);
    int different = 0;
    struct digest last = {{0}};
    for (size_t i = 0; i < names.count; i++) {
        const char *text = content_of(names.items[i]);
        struct digest digest = digest_of_text(text);
        bool same_id = i > 0 && strncmp(names.items[i - 1], names.items[i], 22) == 0;
        assert_null(strstr(text, "never"));
        if (same_id)
            assert_memory_equal(digest.bytes, last.bytes, DIGEST_BYTES);
        different += !same_id;
        last = digest;
        unlink(arena_format(arena, "%s/%s", mails, names.items[i]));
    }
    *copies_out = (int)names.count;
    return different;
}

static void a_mail_is_sent_once_when_all_is_well(void **state)
{
    (void)state;
    int copies;
    smtp_sink_mode(sink, SINK_ACCEPT);
    worker_process_start(worker);
    worker_process_lane(worker, "mail");
    order(0, 50);
    assert_true(rows_are("sent", 50));
    assert_int_equal(different_mails(&copies), 50);
    assert_int_equal(copies, 50);
    assert_int_equal(smtp_sink_recipients(sink), 50);
    test_count(store, 0, "outbox WHERE sealed IS NOT NULL OR sent_at IS NULL");
    worker_process_stop(worker);
    forget_all();
}

static void the_bell_wakes_the_lane_at_once(void **state)
{
    (void)state;
    int copies;
    struct settings *settings;
    const char *problem;
    assert_int_equal(settings_read(arena, worker->settings, &settings, &problem), OK);
    worker_process_start(worker);
    worker_process_lane(worker, "mail");
    int64_t longest = 0;
    for (int i = 0; i < 5; i++) {
        int before = smtp_sink_mails(sink);
        clock_sleep_us(300 * 1000);
        int64_t start = clock_monotonic_us();
        order(i, 1);
        worker_wake(settings);
        while (smtp_sink_mails(sink) == before && clock_monotonic_us() < start + PATIENCE_US)
            clock_sleep_us(1000);
        int64_t took = clock_monotonic_us() - start;
        longest = took > longest ? took : longest;
    }
    print_message("from the ring to the mail: at most %lld ms\n", (long long)longest / 1000);
    assert_true(longest < 600 * 1000);
    assert_true(rows_are("sent", 5));
    worker_process_stop(worker);
    assert_int_equal(different_mails(&copies), 5);
    forget_all();
}

static void refused_recipients_are_dead_and_all_else_is_tried_again(void **state)
{
    (void)state;
    int copies;
    static const struct {
        enum smtp_sink_mode mode;
        const char *state;
    } cases[] = {{SINK_UNKNOWN, "dead"}, {SINK_REFUSE_TEXT, "dead"}, {SINK_BUSY, "deferred"},
        {SINK_NO_SERVICE, "deferred"},
        {SINK_DROP_IN_DATA, "deferred"}, {SINK_DROP_AFTER_DATA, "deferred"}, {SINK_HANG, "deferred"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        smtp_sink_mode(sink, cases[i].mode);
        order((int)i, 1);
        worker_process_start(worker);
        assert_true(rows_are(cases[i].state, 1));
        smtp_sink_mode(sink, SINK_ACCEPT);
        assert_true(text_equal(cases[i].state, "dead") || rows_are("sent", 1));
        worker_process_stop(worker);
        forget_all();
    }
    (void)different_mails(&copies);
}

static void void_rows_are_never_sent(void **state)
{
    (void)state;
    int copies;
    smtp_sink_mode(sink, SINK_ACCEPT);
    order(0, 10);
    test_sql(store, "UPDATE outbox SET state = 'void', sealed = NULL ORDER BY id LIMIT 4");
    worker_process_start(worker);
    assert_true(rows_are("sent", 6));
    worker_process_stop(worker);
    assert_int_equal(different_mails(&copies), 6);
    forget_all();
}

/* A worker with other settings, for the same mail server. */
static struct worker_process *other_worker(const char *host, const char *more)
{
    return worker_process_prepare(arena,
        arena_format(arena, "mail_transport = smtp\nsmtp_address = smtp://%s:%d\nmail_retry_seconds = 0\n%s", host,
            smtp_sink_port(sink), more));
}

/* A mail server that is away for days loses no mail (T26); one that nobody takes at all is given up in the end, and a key
 * file after 24 hours: the key in it is void then. */
static void a_mail_is_given_up_by_its_age(void **state)
{
    (void)state;
    int copies;
    struct worker_process *kept = worker;
    smtp_sink_mode(sink, SINK_BUSY);
    worker = other_worker("127.0.0.1", "smtp_tls = none\n");
    order(0, 3);
    test_sql(store, "UPDATE outbox SET kind = IF(recipient = 'doctor2@example.jp', 'key_file', 'mail_changed'), attempts = 100, "
        "created_at = NOW(6) - INTERVAL ELT(SUBSTRING(recipient, 7, 1) + 1, 119, 121, 24) HOUR");
    worker_process_start(worker);
    assert_true(rows_are("dead", 2));
    assert_true(test_comes_to_hold(store, "(SELECT attempts FROM outbox WHERE recipient = 'doctor0@example.jp') > 105"));
    smtp_sink_mode(sink, SINK_ACCEPT);
    assert_true(rows_are("sent", 1));
    test_sql(store, "UPDATE outbox SET state = 'new', attempts = 0, next_at = NOW(6) WHERE state = 'dead'");
    assert_true(rows_are("sent", 2) && rows_are("dead", 1));
    worker_process_remove(worker);
    worker = kept;
    assert_int_equal(different_mails(&copies), 2);
    forget_all();
}

/* The sink knows no TLS: where it is required (which is the default) nothing may leave in clear (C01). */
static void nothing_leaves_in_clear_where_tls_is_required(void **state)
{
    (void)state;
    int copies;
    struct worker_process *kept = worker;
    smtp_sink_mode(sink, SINK_ACCEPT);
    worker = other_worker("127.0.0.1", "mail_tries = 3\nmail_give_up_hours = 0\n");
    order(0, 1);
    worker_process_start(worker);
    assert_true(rows_are("dead", 1));
    worker_process_remove(worker);
    worker = kept;
    assert_int_equal(different_mails(&copies), 0);
    forget_all();
}

/* Looking a name up takes a thread and files: the sandbox lets it. */
static void the_mail_server_may_have_a_name(void **state)
{
    (void)state;
    int copies;
    struct worker_process *kept = worker;
    smtp_sink_mode(sink, SINK_ACCEPT);
    worker = other_worker("localhost", "smtp_tls = none\n");
    order(0, 1);
    worker_process_start(worker);
    assert_true(rows_are("sent", 1));
    worker_process_remove(worker);
    worker = kept;
    assert_int_equal(different_mails(&copies), 1);
    forget_all();
}

/* The lease of a killed lane would last for five minutes; the lane that takes its place knows better. */
static void a_new_lane_takes_over_at_once(void **state)
{
    (void)state;
    int copies;
    struct worker_process *kept = worker;
    struct worker_process *patient = worker = other_worker("127.0.0.1", "smtp_tls = none\nmail_lease_seconds = 300\n");
    smtp_sink_mode(sink, SINK_HANG);
    order(0, 1);
    worker_process_start(patient);
    assert_true(rows_are("sending", 1));
    clock_sleep_us(100 * 1000);
    smtp_sink_mode(sink, SINK_ACCEPT);
    int64_t start = clock_monotonic_us();
    kill(worker_process_lane(patient, "mail"), SIGKILL);
    assert_true(rows_are("sent", 1));
    assert_true(clock_monotonic_us() - start < 5 * 1000 * 1000);
    worker_process_remove(patient);
    worker = kept;
    assert_int_equal(different_mails(&copies), 1);
    forget_all();
}

/* While keys are rotated, handlers may know the new key before this worker does. */
static void a_mail_under_a_key_not_read_yet_waits(void **state)
{
    (void)state;
    int copies;
    smtp_sink_mode(sink, SINK_ACCEPT);
    order(0, 1);
    test_sql(store, "UPDATE outbox SET sealed = CONCAT(CHAR(ORD(sealed) + 1), SUBSTRING(sealed, 2))");
    worker_process_start(worker);
    assert_true(test_comes_to_hold(store, "(SELECT attempts FROM outbox) > 3"));
    assert_true(rows_are("deferred", 1));
    test_sql(store, "UPDATE outbox SET sealed = CONCAT(CHAR(ORD(sealed) - 1), SUBSTRING(sealed, 2))");
    assert_true(rows_are("sent", 1));
    worker_process_stop(worker);
    assert_int_equal(different_mails(&copies), 1);
    forget_all();
}

/* A sealed part moved to another row, or cut, must not become a mail to somebody else. */
static void altered_rows_are_dead(void **state)
{
    (void)state;
    int copies;
    order(0, 2);
    test_sql(store, "UPDATE outbox a JOIN outbox b ON b.id <> a.id SET a.sealed = b.sealed "
        "WHERE a.recipient = 'doctor0@example.jp'");
    test_sql(store, "UPDATE outbox SET sealed = NULL WHERE recipient = 'doctor1@example.jp'");
    worker_process_start(worker);
    assert_true(rows_are("dead", 2));
    worker_process_stop(worker);
    assert_int_equal(different_mails(&copies), 0);
    forget_all();
}

/* tests/run --long wants more. */
static int kill_rounds(int otherwise)
{
    const char *wanted = getenv("NSDB_KILL_ROUNDS");
    return wanted == NULL ? otherwise : (int)strtol(wanted, NULL, 10);
}

static void killing_the_sender_loses_nothing(void **state)
{
    (void)state;
    int rounds = kill_rounds(25);
    int mails_a_round = 8;
    int copies;
    int drops = smtp_sink_drops(sink);
    unsigned pause_us = 12345;
    for (int round = 0; round < rounds; round++) {
        smtp_sink_mode(sink, SINK_RANDOM);
        worker_process_start(worker);
        pid_t lane = worker_process_lane(worker, "mail");
        order(round * mails_a_round, mails_a_round);
        pause_us = pause_us * 1103515245u + 12345u;
        clock_sleep_us(pause_us % 150000);
        kill(lane, SIGKILL);
        if (round % 4 != 0)
            worker_process_kill(worker);
        else
            worker_process_stop(worker);
    }
    smtp_sink_mode(sink, SINK_ACCEPT);
    int64_t start = clock_monotonic_us();
    int arrived = smtp_sink_mails(sink);
    worker_process_start(worker);
    assert_true(rows_are("sent", rounds * mails_a_round));
    print_message("%d mails left over after the kills, sent in %lld ms\n", smtp_sink_mails(sink) - arrived,
        (long long)(clock_monotonic_us() - start) / 1000);
    worker_process_stop(worker);
    int different = different_mails(&copies);
    drops = smtp_sink_drops(sink) - drops;
    print_message("%d mails, %d kills, %d lines cut behind the text: %d copies too many\n", different, rounds, drops,
        copies - different);
    assert_int_equal(different, rounds * mails_a_round);
    assert_true(copies - different <= rounds + drops);
    assert_int_equal(smtp_sink_most_recipients(sink), 1);
    forget_all();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mail_is_sent_once_when_all_is_well),
        cmocka_unit_test(the_bell_wakes_the_lane_at_once),
        cmocka_unit_test(refused_recipients_are_dead_and_all_else_is_tried_again),
        cmocka_unit_test(void_rows_are_never_sent),
        cmocka_unit_test(a_mail_is_given_up_by_its_age),
        cmocka_unit_test(a_mail_under_a_key_not_read_yet_waits),
        cmocka_unit_test(nothing_leaves_in_clear_where_tls_is_required),
        cmocka_unit_test(the_mail_server_may_have_a_name),
        cmocka_unit_test(a_new_lane_takes_over_at_once),
        cmocka_unit_test(altered_rows_are_dead),
        cmocka_unit_test(killing_the_sender_loses_nothing),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
