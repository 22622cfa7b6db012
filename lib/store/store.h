/* One program's connection to MariaDB: prepared statements live with it, transactions run on it, and
 * it alone includes the client library. Statements are the closed, named set of files in sql/query, turned
 * into typed C functions by the build. */
#ifndef NSDB_STORE_H
#define NSDB_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "bytes.h"
#include "day.h"
#include "result.h"
#include "settings.h"

struct store;

/* Opens the connection described by the settings
 *   database_socket          path of the server's socket; or database_hosts, a comma list of host:port tried in order
 *   database_ca_file         who vouches for the hosts; without it all of them must be this machine (database_tls.h)
 *   database_certificate_file, database_certificate_key_file   who we are, if the server wants to know; PROGRAM as below
 *   database_name            the schema (default nsdb)
 *   database_user            the account; PROGRAM in it stands for `program` (default nsdb_PROGRAM)
 *   database_password_file   its password is the file's first line; PROGRAM as above; unset: unix_socket authentication
 *   database_connect_seconds, database_answer_seconds, database_lock_wait_seconds    (2, 60, 5)
 *   database_time_shift_seconds   moves this program's NOW() ahead: rehearsals and tests only (0)
 * (each program its own times if wanted) and checks the server settings that durability needs
 * (innodb_flush_log_at_trx_commit=1, sync_binlog=1, innodb_snapshot_isolation=ON,
 * local_infile=0, utf8mb4) and the schema's version: the one that this program was built with, or a newer one that
 * differs by migrations which say that they are compatible (nsdb-admin migrate). FAILED with a logged, clear
 * refusal. The store lives as long as `arena`; a lost connection is reopened by the next call. */
enum result store_open(struct arena *arena, const struct settings *settings, const char *program,
    struct store **store_out) MUST_USE;

/* Whether store_open() would find these settings in order: well written, files readable, TLS to every host that is not this
 * machine. Asks no server. FAILED with a logged, clear refusal: a program that hears it does not start. */
enum result store_check_settings(const struct settings *settings, const char *program) MUST_USE;

/* store_open() without the check of the schema's version, and with a day's patience for each answer: for
 * nsdb-admin, which makes and changes the schema. */
enum result store_open_for_owner(struct arena *arena, const struct settings *settings, const char *program,
    struct store **store_out) MUST_USE;

/* Whether the database answers and the schema's version is one that this program works with. */
enum result store_ping(struct store *store) MUST_USE;

/* The unique key that the last CONFLICT named, e.g. "account_live_register_number"; "" when no key was hurt since the
 * transaction began. */
const char *store_conflict_key(const struct store *store);

/* Runs `body(store, context)` in one transaction and commits; any result but OK rolls back and is given
 * back. Deadlocks, lost connections and their kin (1213, 1205, 1020, 1047, 1180, 2006, 2013, …) run the body again
 * after a jittered pause, at most 5 times and 8 s: the body must be re-runnable, so it resets what it
 * collects. A body that gets CONFLICT may go on: only that call was taken back. After FAILED it can only end.
 * When the connection is lost during COMMIT the outcome is unknown: FAILED, and the idempotency key of the
 * person's replay tells. Transactions do not nest. */
enum result store_transaction(struct store *store, enum result (*body)(struct store *store, void *context),
    void *context) MUST_USE;

/* Binds the transactions that follow to a session: each locks the account's auth_epoch row shared as its
 * last statement and rolls back with REFUSED when the epoch is not `epoch` any more (architecture §6).
 * account_id 0 unbinds. A body that advances its own account's epoch binds the new one. */
void store_bind_epoch(struct store *store, int64_t account_id, int64_t epoch);

/* The epoch that transactions are bound to; 0 when they are not bound to this account. For a statement that itself
 * wants that epoch and locks its row shared, and afterwards tells with store_epoch_met(). */
int64_t store_bound_epoch(const struct store *store, int64_t account_id);

/* Tells whether such a statement of the running transaction found the bound epoch. If so, the row is locked and is not
 * asked again before COMMIT; otherwise it is asked now: REFUSED when the account was revoked. */
enum result store_epoch_met(struct store *store, int64_t account_id, bool met) MUST_USE;

/* Whether the last transaction was taken back because the bound account had been revoked: signed out by force or
 * deleted. */
bool store_was_revoked(const struct store *store);

/* From here on a transaction waits for others' locks at most `seconds`, once, and then ends with FAILED; 0: as the
 * settings say, and again. */
void store_wait_briefly(struct store *store, long seconds);

/* Whether the last transaction was given up because somebody else held a lock too long: nothing of it was stored. */
bool store_waited_in_vain(const struct store *store);

/* Runs one SQL text as it is. Only nsdb-admin and tests have a use for it: migrations and grants. FAILED with
 * the server's sentence in *problem_out. */
enum result store_execute(struct store *store, struct arena *arena, const char *sql, const char **problem_out)
    MUST_USE;

/* The highest migration that this program was built with. */
int64_t store_schema_version(void);

/* The transaction's time, UTC, "YYYY-MM-DD HH:MM:SS.ffffff": NOW(6), asked once for each transaction. Outside a
 * transaction it is asked anew at each call. */
enum result store_now(struct store *store, struct arena *arena, const char **now_out) MUST_USE;

/* How many statements ran since the last call: tests hold pages to their budget. */
unsigned store_statement_count(struct store *store);

#endif
