/* Slices of 500 rows, each its own transaction, so that nobody waits for it; full slices are followed by the next at
 * once. */
#include "housekeeping_lane.h"

#include "clock.h"
#include "housekeeping_query.h"
#include "log.h"

enum { SLICE = 500, PAUSE_US = 60 * 1000 * 1000 };

struct housekeeping {
    int64_t due_us;
};

struct chore {
    const char *what;
    enum result (*drop)(struct store *store, int64_t *changed_out);
};

static const struct chore chores[] = {
    {"sessions", housekeeping_sessions},
    {"idempotency_keys", housekeeping_idempotency_keys},
    {"source_penalties", housekeeping_source_penalties},
    {"keys", housekeeping_keys},
    {"dead_mails", housekeeping_dead_mails},
    {"messages", housekeeping_messages},
    {"name_messages", housekeeping_name_messages},
};

static void tell(const char *what, int64_t count)
{
    if (count > 0)
        log_info("housekeeping", "%s: %lld", what, (long long)count);
}

/* True when a slice was full: there is more. */
static bool drop_rows(struct lane *lane)
{
    bool full = false;
    for (size_t i = 0; i < sizeof chores / sizeof chores[0]; i++) {
        int64_t changed = 0;
        if (chores[i].drop(lane->store, &changed) != OK)
            return false;
        tell(chores[i].what, changed);
        full = full || changed >= SLICE;
    }
    return full;
}

static bool drop_passphrases(struct lane *lane)
{
    struct housekeeping_old_passphrases_rows old = {0};
    if (housekeeping_old_passphrases(lane->store, lane->arena, &old) != OK)
        return false;
    for (size_t i = 0; i < old.count; i++) {
        struct housekeeping_passphrase_in in = {old.items[i].account_id};
        if (housekeeping_passphrase(lane->store, &in, NULL) != OK)
            return false;
    }
    tell("passphrases", (int64_t)old.count);
    return old.count >= SLICE;
}

static bool drop_import_files(struct lane *lane)
{
    struct housekeeping_old_imports_rows imports = {0};
    if (housekeeping_old_imports(lane->store, lane->arena, &imports) != OK)
        return false;
    for (size_t i = 0; i < imports.count; i++) {
        int64_t changed = 0;
        if (housekeeping_import_chunks(lane->store, &(struct housekeeping_import_chunks_in){imports.items[i].id},
            &changed) != OK)
            return false;
        tell("import_chunks", changed);
    }
    return imports.count > 0;
}

static bool drop_import_reports(struct lane *lane)
{
    struct housekeeping_old_reports_rows reports = {0};
    if (housekeeping_old_reports(lane->store, lane->arena, &reports) != OK)
        return false;
    for (size_t i = 0; i < reports.count; i++) {
        int64_t changed = 0;
        if (housekeeping_import_lines(lane->store, &(struct housekeeping_import_lines_in){reports.items[i].id},
            &changed) != OK)
            return false;
        tell("import_lines", changed);
    }
    return reports.count > 0;
}

enum result housekeeping_lane_start(struct lane *lane)
{
    lane->state = arena_make(lane->life, struct housekeeping);
    return OK;
}

bool housekeeping_lane_pass(struct lane *lane)
{
    struct housekeeping *housekeeping = lane->state;
    int64_t now = clock_monotonic_us();
    if (now < housekeeping->due_us)
        return false;
    bool more = drop_rows(lane);
    more = drop_passphrases(lane) || more;
    more = drop_import_files(lane) || more;
    more = drop_import_reports(lane) || more;
    housekeeping->due_us = more ? now : now + PAUSE_US;
    return more;
}
