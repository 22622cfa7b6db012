/* ユーザ検索 of officials: their list, and the 操作 that the rights table opens. */
#include "clock.h"
#include "office.h"
#include "official.h"
#include "text.h"
#include "user_list.h"

static enum relation relation_of(const struct context *context, const struct official_search_out *found)
{
    if (text_equal(found->login_id, context->session.login_id))
        return RELATION_SELF;
    return role_is_municipal(context->session.role) ? RELATION_OWN_MUNICIPALITY : RELATION_OWN_ORGANISATION;
}

static void add_steps(struct context *context, const struct official_search_out *found, bool printable,
    struct user_row *row)
{
    static const enum action actions[] = {ACTION_MUNICIPAL_USERS, ACTION_ORGANISATION_USERS, ACTION_PASSWORD_RESET,
        ACTION_UNLOCK, ACTION_KEY_REISSUE, ACTION_USER_DELETE};
    const char *base = office_link(context, "users");
    struct user_facts facts = {found->reference, relation_of(context, found), found->locked != 0, found->has_key != 0};
    if (printable)
        user_step_offer(context, &row->steps, base, ACTION_NOTICE_PRINT, &facts);
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
        user_step_offer(context, &row->steps, base, actions[i], &facts);
}

static struct user_row row_view(struct context *context, const struct official_search_out *found)
{
    struct arena *arena = context->arena;
    struct issue_facts facts = {.stored_state = found->issue_state, .locked = found->locked != 0};
    struct user_row row = {
        .account_id = found->account_id,
        .reference = found->reference,
        .name = arena_format(arena, "%s　%s", found->family_name, found->given_name),
        .kana = arena_format(arena, "%s　%s", found->family_kana, found->given_kana),
        .login_id = found->login_id,
        .kind = role_label(role_from_word(found->role)),
        .department = found->department,
        .contact = arena_format(arena, "%s　%s", found->telephone, found->contact_mail),
        .state = issue_state_label(issue_state_of(&facts)),
        .state_word = issue_state_word(issue_state_of(&facts)),
        .last_sign_in = found->last_sign_in_at == NULL ? "" : clock_japanese(arena, found->last_sign_in_at),
        .password_expired = found->password_expired != 0,
        .is_self = relation_of(context, found) == RELATION_SELF,
    };
    add_steps(context, found, issue_notice_printable(&facts) && !row.password_expired, &row);
    return row;
}

void official_users_show(struct context *context)
{
    struct office office = office_of(context);
    const enum role roles[] = {office.organisation.administrator, office.organisation.member};
    struct user_criteria criteria = user_list_criteria(context);
    struct official_search_rows found = {0};
    enum result result = official_list(context->store, context->arena, &office.organisation, &criteria, &found);
    if (result != OK)
        return respond_result(context, result);
    struct user_list_view view = user_list_begin(context, office_link(context, "users"), office.noun);
    view.lead = "所属のユーザを探して、通知書の出力、編集、パスワード初期化などをします。";
    view.register_link = office_link(context, "register");
    view.department_label = "部署・連絡先";
    for (size_t i = 0; i < 2; i++)
        select_add(context->arena, &view.kinds, role_word(roles[i]), role_label(roles[i]));
    for (size_t i = 0; i < found.count; i++)
        *list_push(context->arena, &view.rows) = row_view(context, &found.items[i]);
    user_list_respond(context, &view);
}
