/* The answer to COMMIT is lost on its way (T25): the store says FAILED and does not run the transaction a
 * second time, though it was stored. A small relay between store and server swallows that answer. */
#include "things.h"

#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static struct arena *arena;

static int open_socket(const char *path, bool listening)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    int failed = listening ? bind(fd, (struct sockaddr *)&address, sizeof address)
                           : connect(fd, (struct sockaddr *)&address, sizeof address);
    if (failed != 0 || (listening && listen(fd, 8) != 0))
        exit(1);
    return fd;
}

static bool pass_on(int from, int to)
{
    char data[65536];
    ssize_t size = read(from, data, sizeof data);
    return size > 0 && write(to, data, (size_t)size) == size;
}

/* Relays one connection until it ends or the server has answered a COMMIT, which is kept back. */
static void relay(int client, int server)
{
    char data[65536];
    for (;;) {
        struct pollfd ready[2] = {{.fd = client, .events = POLLIN}, {.fd = server, .events = POLLIN}};
        if (poll(ready, 2, -1) < 0)
            return;
        if (ready[1].revents != 0 && !pass_on(server, client))
            return;
        if (ready[0].revents == 0)
            continue;
        ssize_t size = read(client, data, sizeof data);
        if (size <= 0 || write(server, data, (size_t)size) != size)
            return;
        if (memmem(data, (size_t)size, "COMMIT", 6) != NULL) {
            ssize_t swallowed = read(server, data, sizeof data);
            (void)swallowed;
            return;
        }
    }
}

static pid_t start_relay(const char *path)
{
    int listener = open_socket(path, true);
    pid_t child = fork();
    if (child != 0) {
        close(listener);
        return child;
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (;;) {
        int client = accept(listener, NULL, NULL);
        int server = open_socket(getenv("NSDB_TEST_SOCKET"), false);
        relay(client, server);
        close(client);
        close(server);
    }
}

static enum result insert_one(struct store *store, void *context)
{
    struct thing thing = {1, "one", BYTES_NONE, DAY_NONE, NULL};
    ++*(int *)context;
    return statement_run(store, &thing_insert, &thing, NULL, NULL);
}

static void lost_answer_to_commit_is_not_tried_again(void **state)
{
    struct settings *settings = NULL;
    struct store *relayed = NULL;
    const char *problem = NULL;
    const char *path = arena_format(arena, "%s.relay", getenv("NSDB_TEST_SOCKET"));
    const char *file = arena_format(arena, "%s.relay", getenv("NSDB_TEST_SETTINGS"));
    int runs = 0;
    (void)state;
    struct store *direct = test_store_open(arena);
    things_make(direct);
    pid_t child = start_relay(path);
    FILE *out = fopen(file, "we");
    fprintf(out, "include %s\ndatabase_socket = %s\n", getenv("NSDB_TEST_SETTINGS"), path);
    fclose(out);
    assert_int_equal(settings_read(arena, file, &settings, &problem), OK);
    assert_int_equal(store_open(arena, settings, "test", &relayed), OK);
    assert_int_equal(store_transaction(relayed, insert_one, &runs), FAILED);
    assert_int_equal(runs, 1);
    assert_int_equal(things_count(direct), 1);
    assert_int_equal(things_count(relayed), 1);
    kill(child, SIGKILL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(lost_answer_to_commit_is_not_tried_again)};
    test_settings(arena = arena_new());
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
