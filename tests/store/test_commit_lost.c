/* The answer to COMMIT is lost on its way (T25): the store says FAILED and does not run the transaction a
 * second time, though it was stored. */
#include "relay.h"
#include "things.h"

#include <sys/un.h>

static struct arena *arena;

struct run {
    int runs;
    struct relay relay;
};

static enum result insert_and_swallow(struct store *store, void *context)
{
    struct run *run = context;
    enum result result = statement_run(store, &thing_insert, &(struct thing){.number = 1, .text = "one"}, NULL, NULL);
    run->runs++;
    *run->relay.swallow = 1;
    return result;
}

static void lost_answer_to_commit_is_not_tried_again(void **state)
{
    struct sockaddr_un here = {.sun_family = AF_UNIX};
    struct sockaddr_un server = {.sun_family = AF_UNIX};
    struct settings *settings = NULL;
    struct store *relayed = NULL;
    const char *problem = NULL;
    const char *file = arena_format(arena, "%s.relay", getenv("NSDB_TEST_SETTINGS"));
    (void)state;
    snprintf(here.sun_path, sizeof here.sun_path, "%s.relay", getenv("NSDB_TEST_SOCKET"));
    snprintf(server.sun_path, sizeof server.sun_path, "%s", getenv("NSDB_TEST_SOCKET"));
    struct store *direct = test_store_open(arena);
    things_make(direct);
    struct run run = {.relay = relay_start((struct sockaddr *)&here, (struct sockaddr *)&server, sizeof here)};
    FILE *out = fopen(file, "we");
    fprintf(out, "include %s\ndatabase_socket = %s\n", getenv("NSDB_TEST_SETTINGS"), here.sun_path);
    fclose(out);
    assert_int_equal(settings_read(arena, file, &settings, &problem), OK);
    assert_int_equal(store_open(arena, settings, "test", &relayed), OK);
    assert_int_equal(store_transaction(relayed, insert_and_swallow, &run), FAILED);
    assert_int_equal(run.runs, 1);
    assert_int_equal(things_count(direct), 1);
    assert_int_equal(things_count(relayed), 1);
    relay_end(&run.relay);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(lost_answer_to_commit_is_not_tried_again)};
    test_settings(arena = arena_new());
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
