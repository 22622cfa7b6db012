/* 有効期限カレンダー: how many designations of the municipality run out in each of the next twelve months, as figures, bars
 * and links into the search, so that renewals are prepared before the reminders go out. */
#include "expiry.h"

#include "expiry_calendar_query.h"
#include "expiry_view.h"
#include "institution_expiry_page.h"

enum { MONTHS = 12, PICTURE_WIDTH = 600, THINNEST = 2 };

/* The first day of the month that is `months` after the one of `day`. */
static struct day month_after(struct day day, int months)
{
    int month = day.month - 1 + months;
    return (struct day){day.year + month / 12, month % 12 + 1, 1};
}

static struct day day_before(struct day day)
{
    return day_from_number(day_number(day) - 1);
}

static struct expiry_month month_view(struct arena *arena, struct day first,
    const struct expiry_calendar_months_rows *rows)
{
    struct expiry_month month = {
        .label = arena_format(arena, "%d年%d月", first.year, first.month), .era = day_era(arena, first), .link = ""};
    for (size_t i = 0; i < rows->count; i++) {
        if (rows->items[i].month != first.year * 100 + first.month)
            continue;
        month.nanbyo = rows->items[i].nanbyo;
        month.shoman = rows->items[i].shoman;
        month.count = month.nanbyo + month.shoman;
    }
    return month;
}

static void size_bars(struct expiry_view *view)
{
    int64_t most = 0;
    for (size_t i = 0; i < view->months.count; i++)
        if (view->months.items[i].count > most)
            most = view->months.items[i].count;
    for (size_t i = 0; i < view->months.count; i++) {
        struct expiry_month *month = &view->months.items[i];
        month->width = most == 0 ? 0 : month->count * PICTURE_WIDTH / most;
        if (month->count > 0 && month->width < THINNEST)
            month->width = THINNEST;
    }
}

static void add_months(struct arena *arena, struct expiry_view *view, struct day today,
    const struct expiry_calendar_months_rows *rows)
{
    for (int i = 0; i < MONTHS; i++) {
        struct day first = month_after(today, i);
        struct expiry_month month = month_view(arena, first, rows);
        if (month.count > 0)
            month.link = arena_format(arena, "/institution/users?expires_from=%s&expires_to=%s&sort=expiry",
                day_iso(arena, i == 0 ? today : first), day_iso(arena, day_before(month_after(today, i + 1))));
        view->total += month.count;
        *list_push(arena, &view->months) = month;
    }
    size_bars(view);
}

void expiry_show(struct context *context)
{
    struct arena *arena = context->arena;
    struct expiry_calendar_today_out now;
    struct expiry_calendar_months_rows rows = {0};
    int64_t municipality_id = context->session.municipality_id;
    enum result result = expiry_calendar_today(context->store, arena,
        &(struct expiry_calendar_today_in){.municipality_id = municipality_id}, &now);
    if (result == OK) {
        struct expiry_calendar_months_in in = {
            .municipality_id = municipality_id, .until = day_before(month_after(now.today, MONTHS))};
        result = expiry_calendar_months(context->store, arena, &in, &rows);
    }
    if (result != OK)
        return respond_result(context, result);
    struct expiry_view view = {.expired = now.expired};
    add_months(arena, &view, now.today, &rows);
    respond_page(context, "有効期限カレンダー", institution_expiry_page, &view);
}
