/* The reminder lane. */
#include "reminder_lane.h"

#include "clock.h"
#include "expiry_reminder_query.h"
#include "log.h"
#include "mail_order.h"
#include "rights.h"

enum { PAUSE_US = 10 * 60 * 1000 * 1000 };

struct reminders {
    int64_t due_us;
};

struct reminding {
    struct lane *lane;
    const struct expiry_reminder_due_out *row;
};

static enum result remind_body(struct store *store, void *argument)
{
    struct reminding *reminding = argument;
    const struct expiry_reminder_due_out *row = reminding->row;
    struct arena *arena = reminding->lane->arena;
    struct mail_order order = {
        .account_id = row->account_id, .kind = "expiry_reminder", .recipient = row->mail_address, .request_id = ""};
    mail_order_value(arena, &order, "scheme", scheme_label(scheme_from_word(row->scheme)));
    mail_order_value(arena, &order, "expires_on", day_japanese(arena, row->expires_on));
    mail_order_value(arena, &order, "days_left", arena_format(arena, "%d", (int)row->days_left));
    mail_order_value(arena, &order, "municipality", row->municipality_name);
    struct expiry_reminder_note_in note = {
        .designation_id = row->designation_id, .expires_on = row->expires_on, .mark = row->mark};
    enum result result = expiry_reminder_note(store, &note, NULL);
    return result == OK ? mail_order_put(store, arena, reminding->lane->keyring, &order) : result;
}

enum result reminder_lane_start(struct lane *lane)
{
    lane->state = arena_make(lane->life, struct reminders);
    return OK;
}

bool reminder_lane_pass(struct lane *lane)
{
    struct reminders *reminders = lane->state;
    struct expiry_reminder_due_rows rows = {0};
    int64_t now = clock_monotonic_us();
    if (now < reminders->due_us || expiry_reminder_due(lane->store, lane->arena, &rows) != OK)
        return false;
    for (size_t i = 0; i < rows.count && !lane_must_stop(); i++) {
        struct reminding reminding = {.lane = lane, .row = &rows.items[i]};
        enum result result = store_transaction(lane->store, remind_body, &reminding);
        if (result != OK && result != CONFLICT)
            return false;
    }
    if (rows.count > 0)
        log_info("reminder", "%zu reminders were ordered", rows.count);
    reminders->due_us = rows.count > 0 ? now : now + PAUSE_US;
    return rows.count > 0;
}
