/* Withdrawing what an import registered. */
#include "import_withdrawal.h"

#include "import_log.h"
#include "log.h"
#include "text.h"

enum { LEASE_SECONDS = 60 };

/* Progress in rows, as screens show it. */
static void tell(void *context, int64_t done, int64_t all)
{
    const struct import_run *run = context;
    struct store *progress = lane_progress(run->lane);
    struct import_progress_in in = {run->import_id, run->import->rows_total * done / all, LEASE_SECONDS};
    if (progress == NULL || import_progress(progress, &in, NULL) != OK)
        log_warning("import_progress", "the progress of import %lld could not be written",
            (long long)run->import_id);
}

/* The import's own row is changed last: until then progress is written beside it. */
static enum result end_with(struct store *store, struct import_run *run, const char *state, int64_t count)
{
    int64_t changed = 0;
    enum result result = import_log(store, run, "import_withdraw", !text_equal(state, "withdrawn"),
        arena_format(run->arena, "{\"designations\":%lld}", (long long)count));
    if (result == OK)
        result = import_withdraw_end(store,
            &(struct import_withdraw_end_in){run->import_id, run->lane->owner, state}, &changed);
    if (result == OK && changed != 1) {
        log_warning("import", "the claim on import %lld was lost", (long long)run->import_id);
        return NOT_FOUND;
    }
    return result;
}

static enum result withdraw_body(struct store *store, void *context)
{
    struct import_run *run = context;
    struct doctor_withdrawal withdrawal = {.registrar = &run->registrar, .tell = tell, .context = run};
    arena_reset(run->arena);
    tell(run, 0, 1);
    enum result result = designated_doctor_withdraw(store, run->arena, &withdrawal);
    return result == OK ? end_with(store, run, "withdrawn", withdrawal.count) : result;
}

static enum result refuse_body(struct store *store, void *context)
{
    return end_with(store, context, "done", 0);
}

enum result import_withdrawal(struct import_run *run)
{
    struct store *store = run->lane->store;
    run->arena = arena_new();
    store_bind_epoch(store, run->import->account_id, run->import->epoch);
    enum result result = store_transaction(store, withdraw_body, run);
    store_bind_epoch(store, 0, 0);
    return result == REFUSED ? store_transaction(store, refuse_body, run) : result;
}
