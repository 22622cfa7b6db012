/* What the pages of a registered ID share. */
#include "doctor_life.h"

#include "designation_kind.h"
#include "text.h"

enum result doctor_life_read(struct store *store, struct context *context, struct doctor_edit_read_out *row_out)
{
    struct doctor_edit_read_in in = {
        .municipality_id = context->session.municipality_id, .reference = field(context->fields, "designation")};
    return doctor_edit_read(store, context->arena, &in, row_out);
}

enum result doctor_life_begin(struct store *store, struct doctor_life *life)
{
    life->complaints = complaints_in(life->context->arena);
    enum result result = doctor_life_read(store, life->context, &life->row);
    return result == OK && form_is_stale(life->context, life->row.version) ? CONFLICT : result;
}

const char doctor_life_gone[] = "このIDは見つかりません。ほかの人が先に削除または移管したか、この自治体のIDではありません。";

const char doctor_life_changed[] =
    "この画面を開いたあとに、ほかの人がこのIDを変更（訂正、有効期限延長、主たる勤務先の変更など）しました。";

void doctor_life_overtaken(struct context *context, enum result result, const char *title, const char *changed)
{
    const struct overtaken words = {
        .title = title,
        .gone = doctor_life_gone,
        .changed = changed,
        .link = "/institution/users",
        .link_label = "医療機関ユーザ検索を開く",
    };
    respond_overtaken(context, result, &words);
}

struct doctor_life_person doctor_life_person_of(struct context *context, const struct doctor_edit_read_out *row)
{
    return (struct doctor_life_person){
        .reference = field(context->fields, "designation"),
        .version = row->version,
        .name = arena_format(context->arena, "%s　%s", row->family_name, row->given_name),
        .login_id = row->login_id,
        .kind = designation_kind_label(designation_kind_from_word(row->kind)),
        .institution = arena_format(context->arena, "%s（%s）", row->institution_name, row->institution_code),
        .expires_on = day_japanese(context->arena, row->expires_on),
        .in_use = text_equal(row->issue_state, "active"),
    };
}

struct text_field_view doctor_life_expiry_field(const char *value, const struct complaints *complaints)
{
    return (struct text_field_view){
        .name = "expires_on",
        .label = "新しい有効期限年月日",
        .support = "例：2031-03-31、令和13年3月31日",
        .value = value,
        .error = complaint_about(complaints, "expires_on"),
        .input_mode = "text",
        .autocomplete = "off",
        .required = true,
    };
}

struct day doctor_life_expiry_read(struct context *context, struct complaints *complaints)
{
    struct day day = DAY_NONE;
    const char *typed = text_half_width(context->arena, field(context->fields, "expires_on"));
    if (!day_read(typed, &day) && !day_read_japanese(typed, &day))
        complain(complaints, "expires_on", "day",
            "新しい有効期限の日付「%s」は読み取れません。2031-03-31 または 令和13年3月31日 のように入力してください。", typed);
    return day;
}

const char *doctor_life_shortening(const struct doctor_edit_read_out *row)
{
    if (text_equal(row->issue_state, "active"))
        return "利用中のIDの有効期限を短くすることはできません。誤りのときは、お問い合わせ窓口に連絡してください。";
    return "誤りのときは、［医療機関ユーザ検索］の「編集」で訂正してください。";
}

enum result doctor_life_finish(struct doctor_life *life, const char *action, const char *detail)
{
    struct context *context = life->context;
    enum result result = operation_log(context, action, "designation", life->row.designation_id, detail);
    return result == OK ? idempotency_claim(context, life->location) : result;
}
