/* 削除（転出）(R-045): the ID ends, one at a time; whoever is signed in is signed out at once. */
#include "designation_life_store.h"
#include "doctor_delete_view.h"
#include "doctor_life.h"
#include "institution_doctor_delete_page.h"
#include "text.h"

const struct field_spec doctor_delete_fields[] = {
    {"designation", "対象のID", FIELD_CODE, 22, FIELD_REQUIRED},
    {"version", "版", FIELD_CODE, 10, 0},
    {"confirmed", "確認", FIELD_CODE, 3, 0},
    {0},
};

static void respond_form(struct context *context, const struct doctor_edit_read_out *row,
    const struct complaints *complaints)
{
    struct doctor_delete_view view = {
        .person = doctor_life_person_of(context, row),
        .shared = row->others > 0,
        .error = complaint_about(complaints, "confirmed"),
    };
    shown_one(context, row->designation_id);
    respond_page_complaining(context, "削除（転出）", institution_doctor_delete_page, &view, complaints);
}

void doctor_delete_show(struct context *context)
{
    struct doctor_edit_read_out row;
    struct complaints none = complaints_in(context->arena);
    enum result result = doctor_life_read(context->store, context, &row);
    if (result != OK)
        return respond_result(context, result);
    respond_form(context, &row, &none);
}

static enum result delete_body(struct store *store, void *argument)
{
    struct doctor_life *life = argument;
    bool account_ended = false;
    life->location = "/institution/users";
    enum result result = doctor_life_begin(store, life);
    if (result != OK)
        return result;
    if (!text_equal(field(life->context->fields, "confirmed"), "yes")) {
        complain(&life->complaints, "confirmed", "required", "削除してよいことを確認し、チェックを付けてください。");
        return REFUSED;
    }
    result = designation_delete(store, life->context->arena, &life->row, &account_ended);
    if (result != OK)
        return result;
    return doctor_life_finish(life, "doctor_delete",
        account_ended ? "{\"account\":\"ended\"}" : "{\"account\":\"kept\"}");
}

void doctor_delete_submit(struct context *context)
{
    struct doctor_life life = {.context = context};
    enum result result = store_transaction(context->store, delete_body, &life);
    if (result == REFUSED && life.complaints.count > 0)
        return respond_form(context, &life.row, &life.complaints);
    if (result != OK)
        return doctor_life_overtaken(context, result, "削除（転出）", doctor_life_changed);
    flash(context, "doctor_deleted");
    response_see_other(context->response, life.location);
}
