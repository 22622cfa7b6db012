/* Claims, runs and verdicts. A check writes only its report. A registration is one transaction: all rows, the
 * log and the state 'done'; progress and the prolonged claim are written on the second connection. */
#include "import_lane.h"

#include "import_log.h"
#include "import_run.h"
#include "import_withdrawal.h"
#include "initial_password.h"
#include "log.h"
#include "text.h"

/* Begun so often without an end, a file is taken for what ends its lane; twice as often as one that fails, because the
 * machine's own restarts count here too. */
enum { LEASE_SECONDS = 60, ATTEMPTS_MOST = 5, BEGUN_MOST = 10, PAUSE_SECONDS = 10 };

static enum result write_lines(struct store *store, struct import_run *run)
{
    const struct import_report *report = &run->report;
    import_report_sort(&run->report);
    struct import_line_insert_in *lines = arena_make_array(run->arena, struct import_line_insert_in,
        report->count);
    for (size_t i = 0; i < report->count; i++) {
        const struct import_line *line = &report->items[i];
        lines[i] = (struct import_line_insert_in){.import_id = run->import_id, .number = (int64_t)i + 1,
            .row_in_file = line->row, .column_name = line->column_name,
            .column_letter = import_column_letters(run->arena, line->column),
            .severity = import_severity_word(line->severity), .code = line->code, .value = line->value,
            .repaired = line->repaired, .message = line->message};
    }
    enum result result =
        import_lines_delete(store, &(struct import_lines_delete_in){run->import_id}, NULL);
    return result == OK && report->count > 0 ? import_line_insert_bulk(store, lines, report->count) : result;
}

static enum result log_verdict(struct store *store, struct import_run *run, const char *state)
{
    return import_log(store, run, run->writing ? "import_register" : "import_check", text_equal(state, "refused"),
        arena_format(run->arena, "{\"state\":\"%s\",\"rows\":%lld,\"new\":%lld,\"added\":%lld,\"errors\":%lld}", state,
            (long long)run->rows, (long long)run->count_new, (long long)run->count_added,
            (long long)run->report.counts[IMPORT_ERROR]));
}

/* The import's own row is changed last: progress is over, nobody else has touched it since the claim. */
static enum result write_verdict(struct store *store, struct import_run *run, const char *state)
{
    int64_t changed = 0;
    enum result result = write_lines(store, run);
    if (result == OK)
        result = designated_doctor_log_answers(store, run->arena, &run->registrar, run->told,
            run->told_count);
    if (result == OK)
        result = log_verdict(store, run, state);
    if (result == OK)
        result = import_verdict(store, &(struct import_verdict_in){.id = run->import_id,
            .owner = run->lane->owner, .state = state, .file_format = table_format_word(run->format),
            .rows_total = run->rows, .count_new = run->count_new, .count_added = run->count_added,
            .count_errors = run->report.counts[IMPORT_ERROR],
            .count_warnings = run->report.counts[IMPORT_WARNING],
            .count_repairs = run->report.counts[IMPORT_REPAIR]}, &changed);
    if (result == OK && changed != 1) {
        log_warning("import", "the claim on import %lld was lost", (long long)run->import_id);
        return NOT_FOUND;
    }
    return result;
}

struct verdict {
    struct import_run *run;
    const char *state;
};

static enum result verdict_body(struct store *store, void *context)
{
    struct verdict *verdict = context;
    return write_verdict(store, verdict->run, verdict->state);
}

static enum result end_with(struct import_run *run, const char *state)
{
    struct verdict verdict = {run, state};
    return store_transaction(run->lane->store, verdict_body, &verdict);
}

static void renew_arena(struct import_run *run)
{
    arena_free(&run->arena);
    run->arena = arena_new();
}

static enum result check_file(struct import_run *run)
{
    renew_arena(run);
    enum result result = import_run(run);
    if (result == OK || result == REFUSED)
        result = end_with(run, result == OK ? "checked" : "refused");
    return result;
}

static void check_consent(struct import_run *run)
{
    if (run->report.counts[IMPORT_REPAIR] > 0 && !run->import->accept_repairs)
        import_report_problem(&run->report, 0, 0, "repairs_not_accepted",
            "直す値が%lld件あります。確認の結果の画面で「この値に直します」を確かめてから登録してください。",
            (long long)run->report.counts[IMPORT_REPAIR]);
}

static enum result register_body(struct store *store, void *context)
{
    struct import_run *run = context;
    renew_arena(run);
    enum result result = import_run(run);
    if (result != OK)
        return result;
    check_consent(run);
    return run->report.counts[IMPORT_ERROR] > 0 ? REFUSED : write_verdict(store, run, "done");
}

/* The starter was signed out by force or deleted meanwhile: nothing was written. */
static void report_revocation(struct import_run *run)
{
    import_report_problem(&run->report, 0, 0, "revoked",
        "登録を始めた職員のアカウントが使えなくなったため、登録しませんでした。もう一度アップロードしてください。");
}

static enum result register_file(struct import_run *run)
{
    struct store *store = run->lane->store;
    run->writing = true;
    store_bind_epoch(store, run->import->account_id, run->import->epoch);
    enum result result = designated_doctor_transaction(store, register_body, run);
    store_bind_epoch(store, 0, 0);
    if (result != REFUSED)
        return result;
    if (run->report.counts[IMPORT_ERROR] == 0)
        report_revocation(run);
    return end_with(run, "refused");
}

static struct import_run run_of(struct lane *lane, int64_t import_id, const struct import_claimed_out *import)
{
    return (struct import_run){.lane = lane, .import_id = import_id, .import = import,
        .rules = {.municipality_code = import->municipality_code,
        .municipality_name = import->municipality_name, .handles_nanbyo = import->handles_nanbyo != 0,
        .handles_shoman = import->handles_shoman != 0, .today = import->today},
        .registrar = {.account_id = import->account_id, .role = import->role,
            .municipality_id = import->municipality_id, .source = "", .request_id = import->request_id,
            .import_id = import_id,
            .initial_password_days = initial_password_days(lane->settings)}};
}

static enum result give_up(struct lane *lane, int64_t import_id, const char *why)
{
    log_error("import", "import %lld %s and is given up", (long long)import_id, why);
    return import_give_up(lane->store, &(struct import_give_up_in){import_id, lane->owner}, NULL);
}

static void give_back(struct lane *lane, int64_t import_id, const struct import_claimed_out *import)
{
    enum result result;
    if (import->attempts >= ATTEMPTS_MOST) {
        result = give_up(lane, import_id, "failed again");
    } else {
        log_warning("import", "import %lld failed and is tried again", (long long)import_id);
        result = import_put_back(lane->store, &(struct import_put_back_in){import_id, lane->owner,
            PAUSE_SECONDS}, NULL);
    }
    if (result != OK)
        log_warning("import", "the claim on import %lld stays until it lapses", (long long)import_id);
}

static enum result do_what_is_wanted(struct import_run *run)
{
    if (text_equal(run->import->wanted, "withdraw"))
        return import_withdrawal(run);
    return text_equal(run->import->wanted, "commit") ? register_file(run) : check_file(run);
}

static bool work_through(struct lane *lane, int64_t import_id)
{
    struct import_claimed_out import;
    if (import_claimed(lane->store, lane->arena, &(struct import_claimed_in){import_id}, &import) != OK)
        return false;
    log_request(import.request_id);
    /* A file that ends the whole process never comes to give_back(): it would hold up all behind it for good. */
    if (import.attempts > BEGUN_MOST)
        return give_up(lane, import_id, "ended its lane again and again") == OK;
    struct import_run run = run_of(lane, import_id, &import);
    enum result result = do_what_is_wanted(&run);
    if (result == FAILED || result == CONFLICT)
        give_back(lane, import_id, &import);
    else
        log_info("import", "import %lld: %lld rows, %lld problems", (long long)import_id, (long long)run.rows,
            (long long)run.report.counts[IMPORT_ERROR]);
    arena_free(&run.arena);
    return result == OK;
}

static bool pass(struct lane *lane, int64_t large)
{
    struct import_next_out next;
    struct import_next_in wanted = {large, lane->owner};
    int64_t claimed = 0;
    if (import_next(lane->store, lane->arena, &wanted, &next) != OK)
        return false;
    if (import_claim(lane->store, &(struct import_claim_in){next.id, lane->owner, LEASE_SECONDS},
        &claimed) != OK)
        return false;
    return claimed == 0 || work_through(lane, next.id);
}

bool import_lane_small(struct lane *lane)
{
    return pass(lane, 0);
}

bool import_lane_large(struct lane *lane)
{
    return pass(lane, 1);
}
