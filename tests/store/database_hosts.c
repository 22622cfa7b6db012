/* The part of check_database_hosts that asks through the store: which settings are refused, whom it trusts (C01), what a
 * line that breaks under TLS means (T25), and that work goes to the next host when one will not do it (1047, 1290).
 * Arguments: the folder with both servers and the certificates, and their port. */
#include "relay.h"
#include "things.h"

#include <arpa/inet.h>
#include <fcntl.h>

#include "buffer.h"
#include "whole_file.h"

enum { LONGEST_LOG = 16384, LONGEST_SERVER_LOG = 1024 * 1024 };

static struct arena *arena;
static const char *folder;
static int port;
static struct store *a;   /* root's, through the servers' sockets */
static struct store *b;
static char said[LONGEST_LOG];

static struct settings *settings_of(const char *lines)
{
    struct settings *settings = NULL;
    const char *problem = NULL;
    const char *path = arena_format(arena, "%s/hosts.conf", folder);
    FILE *file = fopen(path, "we");
    assert_non_null(file);
    fprintf(file, "database_name = nsdb_test\ndatabase_user = nsdb_hosts\ndatabase_password_file = %s/password\n"
        "database_connect_seconds = 20\n%s\n",
        folder, lines);
    fclose(file);
    assert_int_equal(settings_read(arena, path, &settings, &problem), OK);
    return settings;
}

static const char *hosts(const char *list)
{
    return arena_format(arena, "database_hosts = %s", list);
}

static const char *a_then_b(void)
{
    return hosts(arena_format(arena, "127.0.0.1:%d, 127.0.0.2:%d", port, port));
}

static const char *with_authority(const char *lines)
{
    return arena_format(arena, "%s\ndatabase_ca_file = %s/tls/authority.crt", lines, folder);
}

/* What is logged while the store is opened, or only its settings are checked, goes to `said`. NULL when refused. */
static struct store *open_quietly(const char *lines, bool only_check, enum result *result_out)
{
    struct store *store = NULL;
    const struct settings *settings = settings_of(lines);
    const char *path = arena_format(arena, "%s/said", folder);
    int kept = dup(STDERR_FILENO);
    int file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_int_equal(dup2(file, STDERR_FILENO), STDERR_FILENO);
    *result_out = only_check ? store_check_settings(settings, "test") : store_open(arena, settings, "test", &store);
    dup2(kept, STDERR_FILENO);
    ssize_t size = pread(file, said, sizeof said - 1, 0);
    said[size < 0 ? 0 : size] = 0;
    close(file);
    close(kept);
    return store;
}

static struct store *open_hosts(const char *lines)
{
    enum result result;
    struct store *store = open_quietly(lines, false, &result);
    if (result != OK)
        fail_msg("%s\n%s", lines, said);
    return store;
}

static void expect_refusal(enum result result, const char *lines, const char *sentence)
{
    if (result != FAILED || strstr(said, sentence) == NULL)
        fail_msg("%s\nnot refused with \"%s\": %s", lines, sentence, said);
}

static void settings_that_are_refused(void **state)
{
    static const char *const cases[][3] = {
        /* hosts, more, NULL or the sentence */
        {"127.0.0.1, localhost:3306,[::1]:3307,::1,127.9.9.9", "", NULL},
        {"192.0.2.11:3306", "", "192.0.2.11, which is not this machine"},
        {"127.0.0.1,db.example.jp", "", "db.example.jp, which is not"},
        {"127.0.0.1.example.jp", "", "which is not"},
        {"localhost.example.jp:3306", "", "which is not"},
        {"[2001:db8::1]:3306", "", "2001:db8::1, which is not"},
        {"[::ffff:192.0.2.1]", "", "which is not"},
        {"192.0.2.11:3306,db.example.jp", "database_ca_file = /dev/null", NULL},
        {"192.0.2.11", "database_ca_file = /nonexistent", "database_ca_file = /nonexistent: No such file"},
        {"127.0.0.1", "database_certificate_file = /dev/null", "needs database_certificate_key_file"},
        {"127.0.0.1", "database_certificate_file = /dev/null\ndatabase_certificate_key_file = /dev/null", "both database_ca_file"},
        {"", "", "expected host"}, {":3306", "", "expected host"}, {"127.0.0.1:", "", "expected host"},
        {"127.0.0.1:0", "", "expected host"}, {"127.0.0.1:65536", "", "expected host"}, {"127.0.0.1,", "", "expected host"},
        {"127.0.0.1 127.0.0.2", "", "expected host"}, {"[::1", "", "expected host"}, {"[localhost]", "", "expected host"},
        {"mysql://localhost", "", "expected host"}, {"root@localhost", "", "expected host"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum result result;
        const char *lines = arena_format(arena, "%s\n%s", hosts(cases[i][0]), cases[i][1]);
        (void)open_quietly(lines, true, &result);
        if (cases[i][2] != NULL)
            expect_refusal(result, lines, cases[i][2]);
        else if (result != OK)
            fail_msg("%s\n%s", lines, said);
    }
}

/* The server shows this certificate from now on. */
static void present(const char *certificate)
{
    const char *link = arena_format(arena, "%s/tls/server.crt", folder);
    unlink(link);
    assert_int_equal(symlink(arena_format(arena, "%s.crt", certificate), link), 0);
    test_sql(a, "FLUSH SSL");
}

static bool speaks_tls(struct store *store)
{
    return test_holds(store, "SELECT variable_value IN ('TLSv1.2', 'TLSv1.3') FROM information_schema.SESSION_STATUS "
        "WHERE variable_name = 'SSL_VERSION'");
}

static void only_who_is_trusted_is_told_anything(void **state)
{
    static const char *const cases[][3] = {
        /* certificate, host, NULL or the sentence */
        {"good", "127.0.0.1", NULL}, {"good", "localhost", NULL}, {"named", "localhost", NULL},
        {"named", "127.0.0.1", "Validation of SSL server certificate failed"},
        {"forged", "127.0.0.1", "unable to get local issuer certificate"},
        {"late", "127.0.0.1", "certificate has expired"},
        {"good", "127.0.0.2", "SSL is required, but the server does not support it"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum result result;
        const char *lines = with_authority(hosts(arena_format(arena, "%s:%d", cases[i][1], port)));
        present(cases[i][0]);
        struct store *store = open_quietly(lines, false, &result);
        print_message("%s at %s\n", cases[i][0], cases[i][1]);
        if (cases[i][2] != NULL) {
            expect_refusal(result, lines, cases[i][2]);
            expect_refusal(result, lines, "no line that can be trusted");
        } else {
            assert_int_equal(result, OK);
            assert_true(speaks_tls(store));
        }
    }
}

/* It writes down who signs in. */
static void server_without_tls_did_not_hear_our_name(void **state)
{
    struct buffer log = buffer_in(arena);
    (void)state;
    assert_int_equal(whole_file_read(arena_format(arena, "%s/b/general", folder), LONGEST_SERVER_LOG, &log), OK);
    assert_non_null(strstr(buffer_text(&log), "Connect\troot@"));
    assert_null(strstr(buffer_text(&log), "Connect\tnsdb_hosts@"));
}

static void the_next_host_is_asked_for_want_of_trust(void **state)
{
    (void)state;
    present("good");
    struct store *store = open_hosts(with_authority(hosts(arena_format(arena, "127.0.0.2:%d,127.0.0.1:%d", port, port))));
    assert_true(speaks_tls(store));
    assert_non_null(strstr(said, "127.0.0.2: no line that can be trusted"));
}

static void we_show_a_certificate_of_our_own(void **state)
{
    enum result result;
    const char *plain = with_authority(a_then_b());
    const char *files = arena_format(arena, "database_certificate_file = %s/tls/PROGRAM.crt\ndatabase_certificate_key_file = "
        "%s/tls/key", folder, folder);
    (void)state;
    test_sql(a, "ALTER USER nsdb_hosts REQUIRE X509");
    (void)open_quietly(plain, false, &result);
    expect_refusal(result, plain, "Access denied");
    assert_int_equal(rename(arena_format(arena, "%s/tls/client.crt", folder), arena_format(arena, "%s/tls/test.crt", folder)), 0);
    assert_true(speaks_tls(open_hosts(arena_format(arena, "%s\n%s", plain, files))));
    test_sql(a, "ALTER USER nsdb_hosts REQUIRE NONE");
}

/* What the bodies below share. */
struct run {
    int runs;
    struct relay relay;
};

static const struct thing one = {.number = 1, .text = "one"};

static enum result insert(struct store *store, void *context)
{
    struct run *run = context;
    run->runs++;
    return statement_run(store, &thing_insert, &(struct thing){.text = "one"}, NULL, NULL);
}

static enum result insert_and_die_once(struct store *store, void *context)
{
    struct run *run = context;
    int64_t connection = things_connection(store);
    enum result result = insert(store, context);
    if (run->runs == 1) {
        test_sql(a, arena_format(arena, "KILL CONNECTION %lld", (long long)connection));
        clock_sleep_us(50000);
        result = insert(store, &(struct run){0});
    }
    return result;
}

static void lost_line_under_tls_is_opened_again(void **state)
{
    struct run run = {0};
    (void)state;
    struct store *store = open_hosts(with_authority(hosts(arena_format(arena, "127.0.0.1:%d", port))));
    assert_int_equal(store_transaction(store, insert_and_die_once, &run), OK);
    assert_int_equal(run.runs, 2);
    test_count(a, 1, "thing");
    assert_true(speaks_tls(store));
}

static enum result insert_and_swallow(struct store *store, void *context)
{
    enum result result = insert(store, context);
    *((struct run *)context)->relay.swallow = 1;
    return result;
}

/* Run again, it would be stored twice: to the library a line that breaks under TLS is no lost server. */
static void lost_answer_to_commit_under_tls_is_not_run_again(void **state)
{
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct sockaddr_in server = here;
    (void)state;
    server.sin_port = htons((uint16_t)port);
    struct run run = {.relay = relay_start((struct sockaddr *)&here, (struct sockaddr *)&server, sizeof here)};
    struct store *store = open_hosts(with_authority(hosts(arena_format(arena, "127.0.0.1:%d", ntohs(here.sin_port)))));
    assert_int_equal(store_transaction(store, insert_and_swallow, &run), FAILED);
    relay_end(&run.relay);
    assert_int_equal(run.runs, 1);
    test_count(a, 1, "thing");
}

/* Once in a transaction, once without; the second write knows where to go. */
static void expect_work_at_b(void)
{
    struct run run = {0};
    struct store *store = open_hosts(a_then_b());
    struct store *other = open_hosts(a_then_b());
    assert_int_equal(store_transaction(store, insert, &run), OK);
    int64_t connection = things_connection(store);
    assert_int_equal(store_transaction(store, insert, &run), OK);
    assert_int_equal(things_connection(store), connection);
    assert_int_equal(statement_run(other, &thing_insert, &one, NULL, NULL), OK);
    test_count(b, 3, "thing");
    test_count(a, 0, "thing");
}

static void host_that_only_reads_is_passed_over(void **state)
{
    (void)state;
    test_sql(a, "SET GLOBAL read_only = 1");
    expect_work_at_b();
}

static void host_without_its_cluster_is_passed_over(void **state)
{
    (void)state;
    test_sql(a, "CREATE TRIGGER thing_refused BEFORE INSERT ON thing FOR EACH ROW SIGNAL SQLSTATE '08S01' SET MYSQL_ERRNO = 1047");
    expect_work_at_b();
}

/* Such a host refuses reading, too, and with it the check of the schema when a program starts. */
static void program_starts_when_the_first_host_is_without_its_cluster(void **state)
{
    (void)state;
    test_sql(a, "CREATE FUNCTION refused() RETURNS INT DETERMINISTIC BEGIN SIGNAL SQLSTATE '08S01' SET MYSQL_ERRNO = 1047; RETURN 1; END");
    test_sql(a, "RENAME TABLE schema_migration TO migrations");
    test_sql(a, "CREATE VIEW schema_migration AS SELECT * FROM migrations WHERE refused() = 1");
    enum result result;
    struct store *store = open_quietly(a_then_b(), false, &result);
    test_sql(a, "DROP VIEW schema_migration");
    test_sql(a, "RENAME TABLE migrations TO schema_migration");
    assert_int_equal(result, OK);
    assert_true(test_holds(store, "@@datadir LIKE '%/b/%'"));
}

static int empty_tables(void **state)
{
    (void)state;
    test_sql(a, "SET GLOBAL read_only = 0");
    things_make(a);
    things_make(b);
    return 0;
}

static struct store *open_as_root(const char *name)
{
    struct settings *settings = NULL;
    struct store *store = NULL;
    const char *problem = NULL;
    if (settings_read(arena, arena_format(arena, "%s/%s/settings", folder, name), &settings, &problem) != OK
        || store_open(arena, settings, "test", &store) != OK)
        exit(1);
    test_sql(store, "CREATE USER nsdb_hosts@'%' IDENTIFIED BY 'not the word'");
    test_sql(store, "GRANT ALL ON nsdb_test.* TO nsdb_hosts@'%'");
    return store;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(settings_that_are_refused),
        cmocka_unit_test(only_who_is_trusted_is_told_anything),
        cmocka_unit_test(server_without_tls_did_not_hear_our_name),
        cmocka_unit_test(the_next_host_is_asked_for_want_of_trust),
        cmocka_unit_test(we_show_a_certificate_of_our_own),
        cmocka_unit_test_setup(lost_line_under_tls_is_opened_again, empty_tables),
        cmocka_unit_test_setup(lost_answer_to_commit_under_tls_is_not_run_again, empty_tables),
        cmocka_unit_test_setup(host_that_only_reads_is_passed_over, empty_tables),
        cmocka_unit_test_setup(host_without_its_cluster_is_passed_over, empty_tables),
        cmocka_unit_test_setup(program_starts_when_the_first_host_is_without_its_cluster, empty_tables),
    };
    int64_t number = 0;
    if (argc != 3 || !number_read(argv[2], 1, 65535, &number))
        return 2;
    arena = arena_new();
    folder = argv[1];
    port = (int)number;
    a = open_as_root("a");
    b = open_as_root("b");
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
