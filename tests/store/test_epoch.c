/* The wall of the epoch (T14): nothing commits after a revocation, and a new session holds the epoch that it began
 * under. */
#include "things.h"

#include "auth_epoch_query.h"
#include "session_query.h"

static struct arena *arena;
static struct store *store;
static struct store *other;   /* somebody else's connection */

static enum result insert(struct store *in_store, const struct thing *thing)
{
    return statement_run(in_store, &thing_insert, thing, NULL, NULL);
}

static int two_things(void **state)
{
    static const struct thing one = {1, "one", BYTES_NONE, DAY_NONE, NULL};
    static const struct thing two = {100, "two", BYTES_NONE, DAY_NONE, NULL};
    (void)state;
    things_make(store);
    assert_int_equal(insert(store, &one), OK);
    assert_int_equal(insert(store, &two), OK);
    return 0;
}

static void make_account(void)
{
    test_sql(store, "DELETE FROM auth_epoch");
    test_sql(store, "DELETE FROM account");
    test_sql(store, "INSERT INTO account (id, reference, login_id, role, family_name, given_name, "
        "name_folded, kana_folded) VALUES (7, 'aaaaaaaaaaaaaaaaaaaaaa', 'abcdefghijkl', 'ministry_user', '霞', "
        "'太郎', '霞太郎', 'かすみたろう')");
    test_sql(store, "INSERT INTO auth_epoch (account_id, epoch) VALUES (7, 4)");
}

static enum result insert_three(struct store *in_store, void *context)
{
    struct thing three = {3, "three", BYTES_NONE, DAY_NONE, NULL};
    struct auth_epoch_advance_in in = {.account_id = 7};
    enum result result = insert(in_store, &three);
    if (context != NULL)
        assert_int_equal(auth_epoch_advance(other, &in, NULL), OK);
    return result;
}

static void nothing_commits_after_a_revocation(void **state)
{
    (void)state;
    bool meanwhile = true;
    make_account();
    store_bind_epoch(store, 7, 3);
    assert_int_equal(store_transaction(store, insert_three, NULL), REFUSED);
    store_bind_epoch(store, 7, 4);
    assert_int_equal(store_transaction(store, insert_three, &meanwhile), REFUSED);
    assert_int_equal(things_count(store), 2);
    store_bind_epoch(store, 7, 5);
    assert_int_equal(store_transaction(store, insert_three, NULL), OK);
    assert_int_equal(things_count(store), 3);
    store_bind_epoch(store, 8, 1);
    assert_int_equal(store_transaction(store, insert_three, NULL), CONFLICT);
    two_things(NULL);
    assert_int_equal(store_transaction(store, insert_three, NULL), REFUSED);
    store_bind_epoch(store, 0, 0);
    assert_int_equal(store_transaction(store, insert_three, NULL), OK);
}

/* As lib/access starts one: the statement itself wants and locks the epoch. */
static enum result insert_session(struct store *in_store, void *context)
{
    static const uint8_t hash[32];
    const struct bytes bytes = {hash, sizeof hash};
    const char *problem;
    int64_t made = 0;
    bool *locked_out = context;
    enum result result = session_insert(in_store, &(struct session_insert_in){.token_hash = bytes, .account_id = 7,
        .epoch = store_bound_epoch(in_store, 7), .stage = "full", .source = {hash, 4}, .user_agent = "",
        .lifetime_hours = 12}, &made);
    *locked_out = store_execute(other, arena, "SELECT epoch FROM auth_epoch WHERE account_id = 7 FOR UPDATE NOWAIT",
        &problem) == FAILED;
    return result == OK ? store_epoch_met(in_store, 7, made > 0) : result;
}

static void a_new_session_holds_its_epoch(void **state)
{
    (void)state;
    bool locked = false;
    make_account();
    store_bind_epoch(store, 7, 3);
    assert_int_equal(store_transaction(store, insert_session, &locked), REFUSED);
    assert_true(store_was_revoked(store));
    store_bind_epoch(store, 7, 4);
    store_statement_count(store);
    assert_int_equal(store_transaction(store, insert_session, &locked), OK);
    assert_true(locked);
    assert_int_equal(store_statement_count(store), 1);
    assert_int_equal(store_transaction(store, insert_three, NULL), OK);
    assert_int_equal(store_statement_count(store), 2);
    test_sql(store, "DELETE FROM session");
    store_bind_epoch(store, 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(nothing_commits_after_a_revocation, two_things),
        cmocka_unit_test_setup(a_new_session_holds_its_epoch, two_things),
    };
    arena = arena_new();
    store = test_store_open(arena);
    other = test_store_open(arena);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
