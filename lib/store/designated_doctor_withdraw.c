/* [取り込みの取消]: a whole import taken back while nobody was told of it. */
#include "designated_doctor_query.h"
#include "designated_doctor_store.h"
#include "operation_log_query.h"
#include "text.h"

static enum result log_withdrawal(struct store *store, struct arena *arena, const struct doctor_registrar *registrar,
    const struct doctor_withdraw_lock_rows *rows, const char *now)
{
    struct operation_log_insert_in *lines = arena_make_array(arena, struct operation_log_insert_in, rows->count);
    for (size_t i = 0; i < rows->count; i++)
        lines[i] = (struct operation_log_insert_in){.happened_at = now, .account_id = registrar->account_id,
            .role = registrar->role, .municipality_id = registrar->municipality_id, .source = registrar->source,
            .request_id = registrar->request_id, .action = "doctor_withdraw", .subject_kind = "designation",
            .subject_id = rows->items[i].designation_id, .outcome = "done",
            .detail = arena_format(arena, "{\"account\":%lld,\"import\":%lld,\"scheme\":\"%s\",\"institution\":%lld}",
                (long long)rows->items[i].account_id, (long long)registrar->import_id, rows->items[i].scheme,
                (long long)rows->items[i].institution_id)};
    return operation_log_insert_bulk(store, lines, rows->count);
}

static enum result end_managers(struct store *store, struct arena *arena, const struct doctor_withdraw_lock_rows *rows,
    const char *now)
{
    struct doctor_withdraw_manager_in *managers =
        arena_make_array(arena, struct doctor_withdraw_manager_in, rows->count);
    for (size_t i = 0; i < rows->count; i++)
        managers[i] =
            (struct doctor_withdraw_manager_in){rows->items[i].institution_id, rows->items[i].account_id, now};
    return doctor_withdraw_manager_bulk(store, managers, rows->count);
}

static enum result end_accounts(struct store *store, struct arena *arena, const struct doctor_withdraw_lock_rows *rows,
    const char *now)
{
    struct doctor_withdraw_account_in *accounts =
        arena_make_array(arena, struct doctor_withdraw_account_in, rows->count);
    struct doctor_withdraw_epoch_in *epochs = arena_make_array(arena, struct doctor_withdraw_epoch_in, rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        accounts[i] = (struct doctor_withdraw_account_in){rows->items[i].account_id, now};
        epochs[i] = (struct doctor_withdraw_epoch_in){rows->items[i].account_id};
    }
    enum result result = doctor_withdraw_account_bulk(store, accounts, rows->count);
    return result == OK ? doctor_withdraw_epoch_bulk(store, epochs, rows->count) : result;
}

/* The statements look for the rows that the first one marked with this transaction's time. */
#define run_step(result, step)                                                                          \
    ((result) == OK ? step(store, &(struct step##_in){import_id, now}, NULL) : (result))

static enum result withdraw_rows(struct store *store, struct arena *arena, int64_t import_id,
    const struct doctor_withdraw_lock_rows *rows, const char *now)
{
    enum result result = OK;
    result = run_step(result, doctor_withdraw_designations);
    result = run_step(result, doctor_withdraw_affiliations);
    result = run_step(result, doctor_withdraw_notifications);
    if (result == OK)
        result = end_managers(store, arena, rows, now);
    result = run_step(result, doctor_withdraw_successors);
    if (result == OK)
        result = end_accounts(store, arena, rows, now);
    result = run_step(result, doctor_withdraw_passwords);
    result = run_step(result, doctor_withdraw_bigrams);
    return result;
}

enum result designated_doctor_withdraw(struct store *store, struct arena *arena,
    const struct doctor_registrar *registrar, int64_t *withdrawn_out)
{
    struct doctor_withdraw_lock_rows rows;
    struct doctor_withdraw_lock_in in = {registrar->import_id};
    enum result result = doctor_withdraw_lock(store, arena, &in, &rows);
    for (size_t i = 0; result == OK && i < rows.count; i++)
        if (rows.items[i].printed || rows.items[i].begun)
            result = REFUSED;
    const char *now = NULL;
    if (result == OK)
        result = store_now(store, arena, &now);
    if (result == OK && rows.count > 0)
        result = withdraw_rows(store, arena, registrar->import_id, &rows, now);
    if (result == OK && rows.count > 0)
        result = log_withdrawal(store, arena, registrar, &rows, now);
    *withdrawn_out = (int64_t)rows.count;
    return result;
}
