/* [取り込みの取消]: a whole import taken back while nobody was told of it. */
#include "designated_doctor_query.h"
#include "designated_doctor_store.h"
#include "designation_life_query.h"
#include "operation_log_query.h"
#include "text.h"

static enum result log_withdrawal(struct store *store, struct arena *arena,
    const struct doctor_registrar *registrar, const struct doctor_withdraw_lock_rows *rows, const char *now)
{
    struct operation_log_insert_in *lines = arena_make_array(arena, struct operation_log_insert_in,
        rows->count);
    for (size_t i = 0; i < rows->count; i++)
        lines[i] = (struct operation_log_insert_in){.happened_at = now, .account_id = registrar->account_id,
            .role = registrar->role, .municipality_id = registrar->municipality_id,
            .source = registrar->source, .request_id = registrar->request_id, .action = "doctor_withdraw",
            .subject_kind = "designation", .subject_id = rows->items[i].designation_id, .outcome = "done",
            .detail = arena_format(arena,
            "{\"account\":%lld,\"import\":%lld,\"scheme\":\"%s\",\"institution\":%lld}",
            (long long)rows->items[i].account_id, (long long)registrar->import_id, rows->items[i].scheme,
            (long long)rows->items[i].institution_id)};
    return operation_log_insert_bulk(store, lines, rows->count);
}

static enum result end_managers(struct store *store, struct arena *arena,
    const struct doctor_withdraw_lock_rows *rows, const char *now)
{
    struct doctor_withdraw_manager_in *managers =
        arena_make_array(arena, struct doctor_withdraw_manager_in, rows->count);
    for (size_t i = 0; i < rows->count; i++)
        managers[i] =
            (struct doctor_withdraw_manager_in){rows->items[i].institution_id, rows->items[i].account_id,
            now};
    return doctor_withdraw_manager_bulk(store, managers, rows->count);
}

static enum result end_accounts(struct store *store, struct arena *arena,
    const struct doctor_withdraw_lock_rows *rows, const char *now)
{
    struct doctor_withdraw_account_in *accounts =
        arena_make_array(arena, struct doctor_withdraw_account_in, rows->count);
    struct doctor_withdraw_epoch_in *epochs = arena_make_array(arena, struct doctor_withdraw_epoch_in,
        rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        accounts[i] = (struct doctor_withdraw_account_in){rows->items[i].account_id, now};
        epochs[i] = (struct doctor_withdraw_epoch_in){rows->items[i].account_id};
    }
    enum result result = doctor_withdraw_account_bulk(store, accounts, rows->count);
    return result == OK ? doctor_withdraw_epoch_bulk(store, epochs, rows->count) : result;
}

/* The rows are marked with this transaction's time by the first step; the others look for the mark. */
struct withdrawing {
    struct store *store;
    struct arena *arena;
    struct doctor_withdrawal *withdrawal;
    struct doctor_withdraw_lock_rows rows;
    const char *now;
};

/* What is left of a login shows its initial password, when what showed it is withdrawn. */
static enum result pass_passwords(const struct withdrawing *withdrawing)
{
    struct doctor_withdraw_left_in in = {withdrawing->withdrawal->registrar->import_id, withdrawing->now};
    struct doctor_withdraw_left_rows left;
    enum result result = doctor_withdraw_left(withdrawing->store, withdrawing->arena, &in, &left);
    if (result != OK)
        return result;
    struct designation_password_pass_in *accounts =
        arena_make_array(withdrawing->arena, struct designation_password_pass_in, left.count);
    for (size_t i = 0; i < left.count; i++)
        accounts[i] = (struct designation_password_pass_in){left.items[i].account_id};
    return designation_password_pass_bulk(withdrawing->store, accounts, left.count);
}

static enum result by_list(const struct withdrawing *withdrawing,
    enum result (*step)(struct store *store, struct arena *arena,
        const struct doctor_withdraw_lock_rows *rows, const char *now))
{
    return step(withdrawing->store, withdrawing->arena, &withdrawing->rows, withdrawing->now);
}

enum { STEPS = 10 };

static enum result take_step(const struct withdrawing *withdrawing, int number)
{
    struct store *store = withdrawing->store;
    const char *now = withdrawing->now;
    int64_t id = withdrawing->withdrawal->registrar->import_id;
    switch (number) {
    case 0: return doctor_withdraw_designations(store, &(struct doctor_withdraw_designations_in){id, now},
        NULL);
    case 1: return doctor_withdraw_affiliations(store, &(struct doctor_withdraw_affiliations_in){id, now},
        NULL);
    case 2: return doctor_withdraw_transfers(store, &(struct doctor_withdraw_transfers_in){id, now}, NULL);
    case 3: return doctor_withdraw_notifications(store, &(struct doctor_withdraw_notifications_in){id, now},
        NULL);
    case 4: return by_list(withdrawing, end_managers);
    case 5: return doctor_withdraw_successors(store, &(struct doctor_withdraw_successors_in){id, now}, NULL);
    case 6: return by_list(withdrawing, end_accounts);
    case 7: return doctor_withdraw_passwords(store, &(struct doctor_withdraw_passwords_in){id, now}, NULL);
    case 8: return pass_passwords(withdrawing);
    default: return doctor_withdraw_bigrams(store, &(struct doctor_withdraw_bigrams_in){id, now}, NULL);
    }
}

static enum result take_steps(struct withdrawing *withdrawing)
{
    const struct doctor_withdrawal *withdrawal = withdrawing->withdrawal;
    enum result result = store_now(withdrawing->store, withdrawing->arena, &withdrawing->now);
    for (int number = 0; result == OK && number < STEPS; number++) {
        result = take_step(withdrawing, number);
        if (result == OK && withdrawal->tell != NULL)
            withdrawal->tell(withdrawal->context, number + 1, STEPS);
    }
    if (result != OK)
        return result;
    return log_withdrawal(withdrawing->store, withdrawing->arena, withdrawal->registrar, &withdrawing->rows,
        withdrawing->now);
}

enum result designated_doctor_withdraw(struct store *store, struct arena *arena,
    struct doctor_withdrawal *withdrawal)
{
    struct withdrawing withdrawing = {.store = store, .arena = arena, .withdrawal = withdrawal};
    struct doctor_withdraw_lock_in in = {withdrawal->registrar->import_id};
    enum result result = doctor_withdraw_lock(store, arena, &in, &withdrawing.rows);
    for (size_t i = 0; result == OK && i < withdrawing.rows.count; i++)
        if (withdrawing.rows.items[i].printed || withdrawing.rows.items[i].begun)
            result = REFUSED;
    withdrawal->count = (int64_t)withdrawing.rows.count;
    return result == OK && withdrawing.rows.count > 0 ? take_steps(&withdrawing) : result;
}
