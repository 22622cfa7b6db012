/* The page after 個別登録: reads the new ID back, so that a reload shows the same. */
#include "clock.h"
#include "designation_kind.h"
#include "doctor_life.h"
#include "doctor_register.h"
#include "doctor_registered_view.h"
#include "institution_code.h"
#include "institution_doctor_registered_page.h"
#include "notice_query.h"
#include "text.h"

static void remark(struct context *context, struct doctor_registered_view *view, const char *sentence)
{
    *list_push(context->arena, &view->remarks) = (struct doctor_registered_remark){sentence};
}

/* The remarks of the check (lib/domain/designated_doctor.h), as the stored values give them again. */
static void add_remarks(struct context *context, const struct notice_one_out *row, struct day certified_on,
    struct doctor_registered_view *view)
{
    struct arena *arena = context->arena;
    if (!institution_code_fits(row->institution_code))
        remark(context, view, arena_format(arena,
            "医療機関番号「%s」の検証番号が計算と合いません。番号に誤りがないか確認し、誤りのときは運用事業者のお問い合わせ窓口に相談してください。",
            row->institution_code));
    if (day_compare(certified_on, row->today) > 0)
        remark(context, view, arena_format(arena,
            "認定登録年月日（%s）は今日より後です。誤りのときは、一覧の「編集」で訂正してください。", day_japanese(arena, certified_on)));
}

void doctor_registered_show(struct context *context)
{
    struct notice_one_out row;
    enum result result = notice_one(context->store, context->arena,
        &(struct notice_one_in){
            .municipality_id = context->session.municipality_id, .reference = field(context->fields, "designation")},
        &row);
    struct doctor_edit_read_out dates;
    if (result == OK)
        result = doctor_life_read(context->store, context, &dates);
    if (result != OK)
        return respond_result(context, result);
    struct doctor_registered_view view = {
        .reference = field(context->fields, "designation"),
        .name = arena_format(context->arena, "%s　%s", row.family_name, row.given_name),
        .login_id = row.login_id,
        .kind = designation_kind_label(designation_kind_from_word(row.kind)),
        .institution = arena_format(context->arena, "%s（%s）", row.institution_name, row.institution_code),
        .department = text_or(row.department, ""),
        .expires_on = day_japanese(context->arena, row.expires_on),
        .added_to_login = row.added_to_login != 0,
        .password_expires = row.added_to_login ? "" : day_japanese(context->arena, clock_day_japan(row.expires_at)),
    };
    shown_one(context, row.id);
    add_remarks(context, &row, dates.certified_on, &view);
    respond_page(context, "登録した内容", institution_doctor_registered_page, &view);
}
