/* 医療機関ユーザ検索 of an institution: its users, and the 操作 that the rights table opens. */
#include "clock.h"
#include "designation_kind.h"
#include "desk.h"
#include "staff_store.h"
#include "text.h"

/* How the user stands to the person who asks: the same rule as account_target_find(). */
static enum relation relation_of(const struct context *context, const struct staff_search_out *found)
{
    if (text_equal(found->login_id, context->session.login_id))
        return RELATION_SELF;
    if (text_equal(found->manager_state, "active") || text_equal(found->role, "manager"))
        return RELATION_OWN_INSTITUTION_MANAGER;
    return text_equal(found->role, "clerk") ? RELATION_OWN_INSTITUTION_CLERK : RELATION_OWN_INSTITUTION_DOCTOR;
}

static const char *kind_text(struct context *context, const struct staff_search_out *found)
{
    if (!text_equal(found->role, "doctor"))
        return role_label(role_from_word(found->role));
    return text_or(designation_kind_labels(context->arena, found->kinds), "指定医");
}

static void add_steps(struct context *context, const struct staff_search_out *found, bool printable,
    struct user_row *row)
{
    static const char base[] = "/staff/users";
    struct user_facts facts = {found->reference, relation_of(context, found), found->locked != 0, found->has_key != 0};
    user_step_offer(context, &row->steps, base, ACTION_UNLOCK, &facts);
    user_step_offer(context, &row->steps, base, ACTION_PASSWORD_RESET, &facts);
    if (printable)
        user_step_offer(context, &row->steps, base, ACTION_NOTICE_PRINT, &facts);
    user_step_offer(context, &row->more, base, ACTION_KEY_REISSUE, &facts);
    if (found->primary_here > 0)
        user_step_offer(context, &row->more, base, ACTION_MANAGER_CHANGE, &facts);
    user_step_offer(context, &row->more, base, ACTION_USER_DELETE, &facts);
}

static struct issue_facts facts_of(const struct staff_search_out *found)
{
    struct issue_facts facts = {.stored_state = found->issue_state, .locked = found->locked != 0};
    if (text_equal(found->role, "doctor")) {
        facts.expires_on = found->valid_until;
        facts.today = found->today;
    }
    return facts;
}

static struct user_row row_view(struct context *context, const struct staff_search_out *found)
{
    struct arena *arena = context->arena;
    bool doctor = text_equal(found->role, "doctor");
    struct issue_facts facts = facts_of(found);
    struct user_row row = {
        .account_id = found->account_id,
        .reference = found->reference,
        .name = arena_format(arena, "%s　%s", found->family_name, found->given_name),
        .kana = arena_format(arena, "%s　%s", found->family_kana, found->given_kana),
        .login_id = found->login_id,
        .kind = kind_text(context, found),
        .department = found->department,
        .state = issue_state_label(issue_state_of(&facts)),
        .state_word = issue_state_word(issue_state_of(&facts)),
        .valid_until = doctor ? day_iso(arena, found->valid_until) : "",
        .last_sign_in = found->last_sign_in_at == NULL ? "" : clock_japanese(arena, found->last_sign_in_at),
        .manager = text_equal(found->manager_state, "active"),
        .expected = text_equal(found->manager_state, "pending"),
        .secondary = doctor && found->primary_here == 0,
        .password_expired = found->slip_expired != 0,
        .is_self = relation_of(context, found) == RELATION_SELF,
    };
    add_steps(context, found, issue_notice_printable(&facts) && found->has_slip != 0 && !row.password_expired, &row);
    return row;
}

void users_show(struct context *context)
{
    static const enum role kinds[] = {ROLE_MANAGER, ROLE_DOCTOR, ROLE_CLERK};
    struct user_criteria criteria = user_list_criteria(context);
    struct staff_search_rows found = {0};
    enum result result = staff_list(context->store, context->arena, context->session.institution_id, &criteria, &found);
    if (result != OK)
        return respond_result(context, result);
    struct user_list_view view = user_list_begin(context, "/staff/users", "医療機関ユーザ");
    view.lead = "この医療機関のユーザを探して、通知書の出力、パスワード初期化、アカウントロック解除などをします。";
    view.register_link = "/staff/register";
    view.department_label = "部署";
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        select_add(context->arena, &view.kinds, role_word(kinds[i]), role_label(kinds[i]));
    for (size_t i = 0; i < found.count; i++)
        *list_push(context->arena, &view.rows) = row_view(context, &found.items[i]);
    user_list_respond(context, &view);
}
