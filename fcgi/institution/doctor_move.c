/* 主たる勤務先の変更: to one of the doctor's 兼務先, or to another registered institution. */
#include "designation_life_store.h"
#include "doctor_life.h"
#include "doctor_move_view.h"
#include "institution_code.h"
#include "institution_doctor_move_page.h"
#include "text.h"

const struct field_spec doctor_move_fields[] = {
    {"designation", "対象のID", FIELD_CODE, 22, FIELD_REQUIRED},
    {"version", "版", FIELD_CODE, 10, 0},
    {"place", "兼務先", FIELD_CODE, 10, 0},
    {"institution_code", "医療機関番号", FIELD_TEXT, 20, 0},
    {0},
};

static enum result respond_form(struct context *context, const struct doctor_edit_read_out *row, const char *place,
    const char *typed, const struct complaints *complaints)
{
    struct designation_secondaries_rows rows;
    struct doctor_move_view view = {
        .person = doctor_life_person_of(context, row),
        .institution_code = typed,
        .error = complaint_about(complaints, "institution_code"),
    };
    enum result result = designation_secondaries(context->store, context->arena,
        &(struct designation_secondaries_in){.account_id = row->account_id, .scheme = row->scheme}, &rows);
    if (result != OK)
        return result;
    for (size_t i = 0; i < rows.count; i++)
        *list_push(context->arena, &view.places) = (struct doctor_move_place){
            .code = rows.items[i].code, .name = rows.items[i].name, .chosen = text_equal(rows.items[i].code, place)};
    respond_page_complaining(context, "主たる勤務先の変更", institution_doctor_move_page, &view, complaints);
    return OK;
}

void doctor_move_show(struct context *context)
{
    struct doctor_edit_read_out row;
    struct complaints none = complaints_in(context->arena);
    enum result result = doctor_life_read(context->store, context, &row);
    if (result == OK)
        result = respond_form(context, &row, "", "", &none);
    if (result != OK)
        respond_result(context, result);
}

static void check(struct doctor_life *life)
{
    const char *typed = text_half_width(life->context->arena, field(life->context->fields, "institution_code"));
    const char *place = field(life->context->fields, "place");
    life->institution = text_or(typed, place);
    if (text_is_empty(life->institution))
        complain(&life->complaints, "institution_code", "required", "新しい主たる勤務先を選ぶか、医療機関番号を入力してください。");
    else if (!institution_code_is_shaped(life->institution))
        complain(&life->complaints, "institution_code", "shape", "医療機関番号「%s」は10桁の数字ではありません。番号を確認してください。",
            life->institution);
    else if (text_equal(life->institution, life->row.institution_code))
        complain(&life->complaints, "institution_code", "same", "この医療機関は、すでに主たる勤務先です。");
}

static enum result move_body(struct store *store, void *argument)
{
    struct doctor_life *life = argument;
    struct arena *arena = life->context->arena;
    enum result result = doctor_life_begin(store, life);
    if (result != OK)
        return result;
    check(life);
    if (life->complaints.count > 0)
        return REFUSED;
    result = designation_move(store, arena, &life->row, life->institution);
    if (result == NOT_FOUND) {
        complain(&life->complaints, "institution_code", "unknown",
            "医療機関番号「%s」の医療機関は、まだ登録されていません。番号を確認してください。新しい医療機関は、指定医の登録のときに登録されます。",
            life->institution);
        return REFUSED;
    }
    if (result != OK)
        return result;
    life->location = arena_format(arena, "/institution/users?login_id=%s", life->row.login_id);
    return doctor_life_finish(life, "doctor_move", arena_format(arena, "{\"from\":\"%s\",\"to\":\"%s\"}",
                                                       life->row.institution_code, life->institution));
}

void doctor_move_submit(struct context *context)
{
    struct doctor_life life = {.context = context};
    enum result result = store_transaction(context->store, move_body, &life);
    if (result == REFUSED && life.complaints.count > 0)
        result = respond_form(context, &life.row, field(context->fields, "place"),
            field(context->fields, "institution_code"), &life.complaints);
    else if (result == OK) {
        flash(context, "doctor_moved");
        response_see_other(context->response, life.location);
    }
    if (result != OK)
        doctor_life_overtaken(context, result, "主たる勤務先の変更", doctor_life_changed);
}
