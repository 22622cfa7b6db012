/* The housekeeping lane: what has had its time goes, what has not stays; also when there is more than one slice of
 * it. */
#include "one_worker.h"

/* Rows of each kind: one that stays and some that go. */
static const char *const rows[] = {
    "SET FOREIGN_KEY_CHECKS = 0",
    "INSERT INTO session (token_hash, account_id, epoch, stage, source, user_agent, created_at, expires_at) VALUES "
    "(UNHEX(SHA2('stays', 256)), 1, 1, 'full', '', '', NOW(6), NOW(6) + INTERVAL 1 HOUR)",
    "INSERT INTO session (token_hash, account_id, epoch, stage, source, user_agent, created_at, expires_at) SELECT "
    "UNHEX(SHA2(seq, 256)), 1, 1, 'full', '', '', NOW(6), NOW(6) - INTERVAL 1 SECOND FROM seq_1_to_1300",
    "INSERT INTO idempotency_key (account_id, idempotency_key, route, location, created_at) VALUES (1, 'stays', '/', '/', NOW(6) - INTERVAL 6 DAY), "
    "(1, 'goes', '/', '/', NOW(6) - INTERVAL 8 DAY)",
    "INSERT INTO source_penalty VALUES ('stays', 1, NOW(6) - INTERVAL 1 HOUR), ('goes', 1, NOW(6) - INTERVAL 25 HOUR)",
    "INSERT INTO bulk_import (id, reference, municipality_id, account_id, epoch, file_name, file_size, "
    "file_sha256, batch, state, created_at, checked_at, finished_at) VALUES "
    "(1, 'a', 1, 1, 1, 'young', 1, '', '', 'done', NOW(6) - INTERVAL 40 DAY, NULL, NOW(6) - INTERVAL 29 DAY), "
    "(2, 'b', 1, 1, 1, 'old', 1, '', '', 'done', NOW(6) - INTERVAL 40 DAY, NULL, NOW(6) - INTERVAL 31 DAY), "
    "(3, 'c', 1, 1, 1, 'at work', 1, '', '', 'committing', NOW(6) - INTERVAL 40 DAY, NULL, NULL), "
    "(4, 'd', 1, 1, 1, 'only checked', 1, '', '', 'checked', NOW(6) - INTERVAL 40 DAY, NOW(6) - INTERVAL 31 DAY, "
    "NULL), "
    "(5, 'e', 1, 1, 1, 'very old', 1, '', '', 'done', NOW(6) - INTERVAL 400 DAY, NULL, NOW(6) - INTERVAL 400 DAY)",
    "INSERT INTO bulk_import_chunk SELECT b.id, s.seq, '' FROM bulk_import b JOIN seq_0_to_2 s",
    "INSERT INTO bulk_import_line (import_id, number, row_in_file, severity, code, message) "
    "SELECT 1, seq, 1, 'error', 'x', 'x' FROM seq_1_to_3",
    "INSERT INTO bulk_import_line (import_id, number, row_in_file, severity, code, message) "
    "SELECT 5, seq, 1, 'error', 'x', 'x' FROM seq_1_to_1300",
    "INSERT INTO key_file (account_id, generation, mail_generation, public_key, state, created_at, expires_at) VALUES "
    "(1, 1, 1, '', 'pending', NOW(6), NOW(6) + INTERVAL 1 HOUR), "
    "(2, 1, 1, '', 'pending', NOW(6), NOW(6) - INTERVAL 1 SECOND), "
    "(3, 1, 1, '', 'active', NOW(6), NOW(6) - INTERVAL 1 YEAR)",
    "INSERT INTO first_signin VALUES (1, 'first', 'key', 'sealed', NOW(6) + INTERVAL 1 HOUR, NOW(6)), "
    "(2, 'first', 'key', 'sealed', NOW(6) - INTERVAL 1 SECOND, NOW(6))",
    "INSERT INTO outbox (message_id, kind, recipient, sealed, state, attempts, next_at, created_at) VALUES "
    "('stays', 'key_file', 'a@b.jp', 'x', 'dead', 10, NOW(6) - INTERVAL 6 DAY, NOW(6)), "
    "('goes', 'key_file', 'a@b.jp', 'x', 'dead', 10, NOW(6) - INTERVAL 8 DAY, NOW(6)), "
    "('crashes', 'key_file', 'a@b.jp', 'x', 'sending', 500, NOW(6) - INTERVAL 1 SECOND, NOW(6))",
    "INSERT INTO institution_message (id, institution_id, account_id, scheme, from_institution_id, to_institution_id, from_municipality_id, "
    "to_municipality_id, created_at) VALUES (1, 1, 1, 'nanbyo', 1, 2, 1, 1, NOW(6) - INTERVAL 364 DAY), "
    "(2, 1, 1, 'nanbyo', 1, 2, 1, 1, NOW(6) - INTERVAL 367 DAY)",
    "INSERT INTO institution_name_message (id, institution_id, municipality_id, name_before, name_after, created_at) VALUES "
    "(1, 1, 1, 'a', 'b', NOW(6) - INTERVAL 364 DAY), (2, 1, 1, 'b', 'c', NOW(6) - INTERVAL 367 DAY)",
    "SET FOREIGN_KEY_CHECKS = 1",
};

static const char *const conditions[] = {
    "(SELECT COUNT(*) FROM session) = 1",
    "(SELECT GROUP_CONCAT(idempotency_key) FROM idempotency_key) = 'stays'",
    "(SELECT GROUP_CONCAT(source) FROM source_penalty) = 'stays'",
    "(SELECT GROUP_CONCAT(DISTINCT import_id ORDER BY import_id) FROM bulk_import_chunk) = '1,3'",
    "(SELECT COUNT(*) FROM bulk_import_chunk) = 6",
    "(SELECT COUNT(*) FROM bulk_import_line) = 3",
    "(SELECT GROUP_CONCAT(state ORDER BY account_id) FROM key_file) = 'pending,void,active'",
    "(SELECT GROUP_CONCAT(passphrase_sealed IS NULL ORDER BY account_id) FROM first_signin) = '0,1'",
    "(SELECT GROUP_CONCAT(message_id ORDER BY message_id) FROM outbox WHERE sealed IS NOT NULL) = 'crashes,stays'",
    "(SELECT state FROM outbox WHERE message_id = 'crashes') = 'dead'",
    "(SELECT GROUP_CONCAT(id) FROM institution_message) = '1'",
    "(SELECT GROUP_CONCAT(id) FROM institution_name_message) = '1'",
};

static void what_has_had_its_time_goes_and_the_rest_stays(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        test_sql(store, rows[i]);
    /* An import or a first sign-in under way holds its row: nobody waits for it. */
    struct store *other = test_store_open(arena);
    test_sql(other, "START TRANSACTION");
    test_sql(other, "SELECT account_id FROM first_signin WHERE account_id = 1 FOR UPDATE");
    start_lane("housekeeping");
    for (size_t i = 0; i < sizeof conditions / sizeof conditions[0]; i++)
        assert_true(strstr(conditions[i], "first_signin") != NULL || test_comes_to_hold(store, conditions[i]));
    test_sql(other, "ROLLBACK");
    clock_sleep_us(1500 * 1000);
    for (size_t i = 0; i < sizeof conditions / sizeof conditions[0]; i++)
        assert_true(test_holds(store, conditions[i]));
    worker_process_stop(worker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_has_had_its_time_goes_and_the_rest_stays)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
