/* 主たる勤務先の変更: to one of the doctor's 兼務先, or to any other institution. One that has no doctor yet is registered
 * with it: its own doctor may have been registered at a 兼務先 first. */
#include "designated_doctor_store.h"
#include "doctor_field.h"
#include "doctor_life.h"
#include "doctor_move_view.h"
#include "institution_code.h"
#include "institution_doctor_move_page.h"
#include "item_check.h"
#include "text.h"
#include "token.h"

const struct field_spec doctor_move_fields[] = {
    {"designation", "対象のID", FIELD_CODE, 22, FIELD_REQUIRED},
    {"version", "版", FIELD_CODE, 10, 0},
    {"place", "兼務先", FIELD_CODE, 10, 0},
    {"institution_code", "医療機関番号", FIELD_TEXT, 20, 0},
    {"institution_name", "医療機関名", FIELD_TEXT, 400, 0},
    {0},
};

/* What the form says; "" when nothing was typed yet. */
struct typed {
    const char *place;
    const char *code;
    const char *name;
};

static struct text_field_view code_field(const struct typed *typed, const struct complaints *complaints, bool places)
{
    return (struct text_field_view){
        .name = "institution_code",
        .label = places ? "医療機関番号（兼務先にないとき）" : "医療機関番号",
        .support = "10桁の数字。例：0110113719",
        .value = typed->code,
        .error = complaint_about(complaints, "institution_code"),
        .input_mode = "numeric",
        .required = !places,
    };
}

static struct text_field_view name_field(const struct typed *typed, const struct complaints *complaints)
{
    return (struct text_field_view){
        .name = "institution_name",
        .label = "医療機関名",
        .support = "その番号の医療機関がまだ登録されていないときに入力してください。この名称で登録します。",
        .value = typed->name,
        .error = complaint_about(complaints, "institution_name"),
        .input_mode = "text",
    };
}

static enum result respond_form(struct context *context, const struct doctor_edit_read_out *row,
    const struct typed *typed, const struct complaints *complaints)
{
    struct designation_secondaries_rows rows;
    enum result result = designation_secondaries(context->store, context->arena,
        &(struct designation_secondaries_in){.account_id = row->account_id, .scheme = row->scheme}, &rows);
    if (result != OK)
        return result;
    struct doctor_move_view view = {
        .person = doctor_life_person_of(context, row),
        .code = code_field(typed, complaints, rows.count > 0),
        .name = name_field(typed, complaints),
    };
    for (size_t i = 0; i < rows.count; i++)
        *list_push(context->arena, &view.places) = (struct doctor_move_place){.code = rows.items[i].code,
            .name = rows.items[i].name, .chosen = text_equal(rows.items[i].code, typed->place)};
    shown_one(context, row->designation_id);
    respond_page_complaining(context, "主たる勤務先の変更", institution_doctor_move_page, &view, complaints);
    return OK;
}

void doctor_move_show(struct context *context)
{
    struct doctor_edit_read_out row;
    struct typed nothing = {"", "", ""};
    struct complaints none = complaints_in(context->arena);
    enum result result = doctor_life_read(context->store, context, &row);
    if (result == OK)
        result = respond_form(context, &row, &nothing, &none);
    if (result != OK)
        respond_result(context, result);
}

/* The name is judged as in 個別登録; a 兼務先 that was chosen needs none. */
static void check(struct doctor_life *life)
{
    struct arena *arena = life->context->arena;
    const char *typed = text_half_width(arena, field(life->context->fields, "institution_code"));
    const char *name = field(life->context->fields, "institution_name");
    bool chosen = text_is_empty(typed);
    life->place = (struct designation_place){
        .code = chosen ? field(life->context->fields, "place") : typed, .name = "", .reference = token_reference(arena)};
    if (!chosen && !text_is_empty(text_trim(arena, name)))
        life->place.name = item_check(arena, doctor_field_spec(DOCTOR_INSTITUTION_NAME), name, &life->complaints);
    if (text_is_empty(life->place.code))
        complain(&life->complaints, "institution_code", "required", "新しい主たる勤務先を選ぶか、医療機関番号を入力してください。");
    else if (!institution_code_is_shaped(life->place.code))
        complain(&life->complaints, "institution_code", "shape", "医療機関番号「%s」は10桁の数字ではありません。番号を確認してください。",
            life->place.code);
    else if (text_equal(life->place.code, life->row.institution_code))
        complain(&life->complaints, "institution_code", "same", "この医療機関は、すでに主たる勤務先です。");
}

/* A mistyped number is another institution's or nobody's: the name tells. */
static enum result check_institution(struct store *store, struct doctor_life *life)
{
    struct arena *arena = life->context->arena;
    const struct designation_place *place = &life->place;
    struct designation_institution_find_out known;
    enum result result = designation_institution_find(store, arena,
        &(struct designation_institution_find_in){.code = place->code}, &known);
    if (result == NOT_FOUND && text_is_empty(place->name))
        complain(&life->complaints, "institution_name", "unknown",
            "医療機関番号「%s」の医療機関は、まだ登録されていません。番号を確かめ、正しいときは医療機関名も入力してください。", place->code);
    if (result == OK && !text_is_empty(place->name) &&
        !text_equal(text_fold(arena, place->name), text_fold(arena, known.name)))
        complain(&life->complaints, "institution_name", "other_name",
            "医療機関番号「%s」は「%s」として登録済みです。この医療機関に変えるときは、医療機関名を空にしてください。違う医療機関のときは、番号を直してください。"
            "登録済みの名称が誤っているときは、変更したあとに、編集の画面から訂正できます。", place->code, known.name);
    if (life->complaints.count > 0)
        return REFUSED;
    return result == NOT_FOUND ? OK : result;
}

static enum result move_body(struct store *store, void *argument)
{
    struct doctor_life *life = argument;
    struct arena *arena = life->context->arena;
    enum result result = doctor_life_begin(store, life);
    if (result != OK)
        return result;
    check(life);
    result = life->complaints.count > 0 ? REFUSED : check_institution(store, life);
    if (result == OK)
        result = designation_move(store, arena, &life->row, &life->place);
    if (result != OK)
        return result;
    life->location = arena_format(arena, "/institution/users?login_id=%s", life->row.login_id);
    return doctor_life_finish(life, "doctor_move", arena_format(arena, "{\"from\":\"%s\",\"to\":\"%s\"}",
                                                       life->row.institution_code, life->place.code));
}

void doctor_move_submit(struct context *context)
{
    struct doctor_life life = {.context = context};
    enum result result = designated_doctor_transaction(context->store, move_body, &life);
    struct typed typed = {field(context->fields, "place"), field(context->fields, "institution_code"),
        field(context->fields, "institution_name")};
    if (result == REFUSED && life.complaints.count > 0)
        result = respond_form(context, &life.row, &typed, &life.complaints);
    else if (result == OK) {
        bool mistyped = !text_is_empty(typed.code) && !institution_code_fits(life.place.code);
        flash(context, mistyped ? "doctor_moved_check_digit" : "doctor_moved");
        response_see_other(context->response, life.location);
    }
    if (result != OK)
        doctor_life_overtaken(context, result, "主たる勤務先の変更", doctor_life_changed);
}
