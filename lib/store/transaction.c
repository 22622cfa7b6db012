/* Transactions that can be run again, and the wall of the epoch (architecture §6, libraries.md §4.7). */
#include "call.h"

#include <errmsg.h>
#include <mysqld_error.h>

#include "auth_epoch_query.h"
#include "clock.h"
#include "log.h"
#include "store_query.h"

enum { LONGEST_US = 8000000 };

void store_bind_epoch(struct store *store, int64_t account_id, int64_t epoch)
{
    store->epoch_account = account_id;
    store->epoch = epoch;
}

int64_t store_bound_epoch(const struct store *store, int64_t account_id)
{
    return store->epoch_account == account_id ? store->epoch : 0;
}

bool store_was_revoked(const struct store *store)
{
    return store->revoked;
}

void store_wait_briefly(struct store *store, long seconds)
{
    store->lock_wait_brief = seconds;
}

bool store_waited_in_vain(const struct store *store)
{
    return store->fault == ER_LOCK_WAIT_TIMEOUT;
}

enum result store_shift(struct store *store)
{
    struct arena *arena = arena_new();
    const char *command = arena_format(arena, "SET timestamp = UNIX_TIMESTAMP(SYSDATE(6)) + %ld",
        store->time_shift_seconds);
    enum result result = connection_command(store, command);
    arena_free(&arena);
    return result;
}

enum result store_now(struct store *store, struct arena *arena, const char **now_out)
{
    struct store_time_out time = {.now = store->now};
    enum result result = OK;
    if (!store->in_transaction || store->now[0] == 0)
        result = store_time(store, arena, &time);
    if (result == OK && store->in_transaction && store->now[0] == 0)
        snprintf(store->now, sizeof store->now, "%s", time.now);
    *now_out = result == OK ? arena_text(arena, time.now) : NULL;
    return result;
}

/* The last statement before COMMIT: no write commits after a revocation. */
static enum result check_epoch(struct store *store)
{
    if (store->epoch_account == 0 || store->epoch_met)
        return OK;
    struct arena *arena = arena_new();
    struct auth_epoch_hold_in in = {.account_id = store->epoch_account};
    struct auth_epoch_hold_out out = {0};
    enum result result = auth_epoch_hold(store, arena, &in, &out);
    arena_free(&arena);
    if (result == NOT_FOUND || (result == OK && out.epoch != store->epoch)) {
        log_warning("revoked", "account %lld: the transaction came after the revocation and was taken back",
            (long long)store->epoch_account);
        store->revoked = true;
        return REFUSED;
    }
    return result;
}

enum result store_epoch_met(struct store *store, int64_t account_id, bool met)
{
    store->epoch_met = met && store->in_transaction && store->epoch_account == account_id;
    return met ? OK : check_epoch(store);
}

static enum result commit(struct store *store)
{
    if (!connection_is_alive(store))
        return connection_fault(store, CR_SERVER_LOST, "The connection was closed before COMMIT.", "COMMIT");
    enum result result = connection_command(store, "COMMIT");
    if (result != OK && fault_hides_outcome(store->fault)) {
        log_error("commit_unknown", "The connection was lost during COMMIT: whether it was stored is not known.");
        store->broken = false;
    }
    return result == CONFLICT ? FAILED : result;
}

static void roll_back(struct store *store)
{
    store->in_transaction = false;
    if (fault_is_loss(store->fault) || connection_command(store, "ROLLBACK") != OK)
        connection_drop(store);
}

static enum result set_patience(struct store *store)
{
    long wanted = store->lock_wait_brief > 0 ? store->lock_wait_brief : store->lock_wait_seconds;
    if (wanted == store->lock_wait_now)
        return OK;
    char command[64];
    snprintf(command, sizeof command, "SET SESSION innodb_lock_wait_timeout = %ld", wanted);
    enum result result = connection_command(store, command);
    if (result == OK)
        store->lock_wait_now = wanted;
    return result;
}

static enum result start(struct store *store)
{
    enum result result = connection_ready(store);
    if (result == OK)
        result = set_patience(store);
    if (result == OK && store->time_shift_seconds != 0)
        result = store_shift(store);
    if (result == OK)
        result = connection_command(store, "START TRANSACTION");
    if (result != OK && fault_is_loss(store->fault))
        connection_drop(store);
    return result;
}

/* One run. Whether it may be run again stands in store->broken. */
static enum result run_once(struct store *store, enum result (*body)(struct store *store, void *context),
    void *context)
{
    store->fault = 0;
    store->revoked = false;
    store->epoch_met = false;
    store->conflict_key[0] = 0;
    store->now[0] = 0;
    enum result result = start(store);
    store->broken = result != OK && fault_is_passing(store->fault);
    if (result != OK)
        return FAILED;
    store->in_transaction = true;
    result = body(store, context);
    if (result == OK && !store->broken)
        result = check_epoch(store);
    if (result == OK && !store->broken)
        result = commit(store);
    store->in_transaction = false;
    if (result == OK && !store->broken)
        return OK;
    unsigned fault = store->fault;
    roll_back(store);
    store->fault = fault;
    return store->broken ? FAILED : result;
}

enum result store_transaction(struct store *store, enum result (*body)(struct store *store, void *context),
    void *context)
{
    if (store->in_transaction) {
        log_error("database_failed", "A transaction was started inside another one.");
        return FAILED;
    }
    int64_t began = clock_monotonic_us();
    enum result result = run_once(store, body, context);
    for (unsigned next = 2; store->broken && next <= TRIES_AT_MOST; next++) {
        bool impatient = store->lock_wait_brief > 0 && store_waited_in_vain(store);
        if (impatient || clock_monotonic_us() - began > LONGEST_US)
            break;
        log_info("database_retry", "error %u: try %u", store->fault, next);
        connection_pause(next);
        result = run_once(store, body, context);
    }
    if (store->broken && !(store->lock_wait_brief > 0 && store_waited_in_vain(store)))
        log_error("database_failed", "The transaction was given up: error %u.", store->fault);
    store->broken = false;
    return result;
}
