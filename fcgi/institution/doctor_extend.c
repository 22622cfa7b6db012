/* 有効期限延長: the key is revoked and whoever is signed in is signed out at once. */
#include "designation_life_store.h"
#include "doctor_extend_view.h"
#include "doctor_life.h"
#include "institution_doctor_extend_page.h"
#include "text.h"

enum { USUAL_YEARS = 5 };

const struct field_spec doctor_extend_fields[] = {
    {"designation", "対象のID", FIELD_CODE, 22, FIELD_REQUIRED},
    {"version", "版", FIELD_CODE, 10, 0},
    {"expires_on", "新しい有効期限年月日", FIELD_TEXT, 40, FIELD_REQUIRED},
    {0},
};

static void respond_form(struct context *context, const struct doctor_edit_read_out *row, const char *expires_on,
    const struct complaints *complaints)
{
    struct doctor_extend_view view = {
        .person = doctor_life_person_of(context, row),
        .expires_on = doctor_life_expiry_field(expires_on, complaints),
    };
    shown_one(context, row->designation_id);
    respond_page_complaining(context, "有効期限延長", institution_doctor_extend_page, &view, complaints);
}

/* Designations usually run for five years; 29 February becomes the 28th. */
static struct day usual_expiry(struct day before)
{
    struct day after = {before.year + USUAL_YEARS, before.month, before.day};
    if (!day_exists(after))
        after.day = 28;
    return after;
}

void doctor_extend_show(struct context *context)
{
    struct doctor_edit_read_out row;
    struct complaints none = complaints_in(context->arena);
    enum result result = doctor_life_read(context->store, context, &row);
    if (result != OK)
        return respond_result(context, result);
    respond_form(context, &row, day_iso(context->arena, usual_expiry(row.expires_on)), &none);
}

static void check(struct doctor_life *life)
{
    life->expires_on = doctor_life_expiry_read(life->context, &life->complaints);
    if (life->complaints.count == 0 && day_compare(life->expires_on, life->row.expires_on) <= 0)
        complain(&life->complaints, "expires_on", "not_later",
            "新しい有効期限には、いまの有効期限 %s より後の日を入力してください。%s",
            day_japanese(life->context->arena, life->row.expires_on), doctor_life_shortening(&life->row));
}

static enum result extend_body(struct store *store, void *argument)
{
    struct doctor_life *life = argument;
    struct arena *arena = life->context->arena;
    enum result result = doctor_life_begin(store, life);
    if (result != OK)
        return result;
    check(life);
    if (life->complaints.count > 0)
        return REFUSED;
    life->location = arena_format(arena, "/institution/users?login_id=%s", life->row.login_id);
    result = designation_extend_to(store, &life->row, life->expires_on);
    if (result != OK)
        return result;
    return doctor_life_finish(life, "doctor_extend",
        arena_format(arena, "{\"from\":\"%s\",\"to\":\"%s\"}", day_iso(arena, life->row.expires_on),
            day_iso(arena, life->expires_on)));
}

void doctor_extend_submit(struct context *context)
{
    struct doctor_life life = {.context = context};
    enum result result = store_transaction(context->store, extend_body, &life);
    if (result == REFUSED && life.complaints.count > 0)
        return respond_form(context, &life.row, field(context->fields, "expires_on"), &life.complaints);
    if (result != OK)
        return doctor_life_overtaken(context, result, "有効期限延長", doctor_life_changed);
    flash(context, "doctor_extended");
    response_see_other(context->response, life.location);
}
