/* The page after registration: ID and initial password in clear, for a quarter of an hour and for the registrar
 * alone. It is read back, so that the replay of a lost answer shows the same; each showing is logged. */
#include "clock.h"
#include "desk.h"
#include "notice_answer.h"
#include "notice_query.h"
#include "registered_view.h"
#include "staff_registered_page.h"
#include "text.h"

static enum result find(struct context *context, struct notice_account_out *row_out)
{
    struct account_target target;
    enum result result = user_desk_find(context->store, context, ACTION_NOTICE_PRINT, &target);
    if (result == OK)
        result = notice_account(context->store, context->arena,
            &(struct notice_account_in){.account_id = target.row.account_id}, row_out);
    return result == OK && row_out->created_by != context->session.account_id ? NOT_FOUND : result;
}

static enum result show_password(struct context *context, const struct notice_account_out *row,
    const char **password_out)
{
    *password_out = "";
    if (row->fresh == 0 || row->sealed.data == NULL || row->slip_number != 1)
        return OK;
    enum result result = notice_password_open(context, row->reference, row->slip_number, row->sealed, password_out);
    if (result != OK)
        return result;
    return operation_log(context, "credentials_show", "account", row->account_id, "{\"slip\":1}");
}

void registered_show(struct context *context)
{
    struct notice_account_out row;
    const char *password = "";
    enum result result = find(context, &row);
    if (result == OK)
        result = show_password(context, &row, &password);
    if (result != OK)
        return respond_result(context, result);
    struct registered_view view = {
        .reference = row.reference,
        .name = arena_format(context->arena, "%s　%s", row.family_name, row.given_name),
        .department = row.department,
        .role = role_label(role_from_word(row.role)),
        .institution = arena_format(context->arena, "%s（%s）", row.institution_name, row.institution_code),
        .login_id = row.login_id,
        .password = password,
        .valid_until = row.expires_at == NULL ? "" : day_japanese(context->arena, clock_day_japan(row.expires_at)),
        .is_manager = text_equal(row.role, role_word(ROLE_MANAGER)),
    };
    shown_one(context, row.account_id);
    respond_page(context, "登録した内容", staff_registered_page, &view);
}
