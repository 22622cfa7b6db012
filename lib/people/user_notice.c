/* The notice of one account: read, check, mark and log in one transaction; then draw. */
#include "user_notice.h"

#include "clock.h"
#include "issuance.h"
#include "notice_answer.h"
#include "notice_query.h"
#include "office.h"
#include "people_user_notice_gaps_page.h"
#include "text.h"
#include "user_desk.h"
#include "user_notice_gaps_view.h"

struct printing {
    struct context *context;
    struct account_target target;
    struct notice_account_out row;
    struct notice notice;
    struct notice_gaps gaps;
};

static const char *schemes_text(int64_t schemes)
{
    if (schemes == (SCHEME_BIT(SCHEME_NANBYO) | SCHEME_BIT(SCHEME_SHOMAN)))
        return "難病・小慢";
    for (enum scheme scheme = SCHEME_NANBYO; scheme <= SCHEME_SHOMAN; scheme++)
        if (schemes == SCHEME_BIT(scheme))
            return scheme_label(scheme);
    return "";
}

/* a municipality issues no slip for a clerk; whoever may reset the password does. */
static const char *reissuer_of(const char *role)
{
    return role_from_word(role) == ROLE_CLERK ? "所属の責任者または指定医" : NULL;
}

static struct notice notice_of(struct context *context, const struct notice_account_out *row, const char *password)
{
    struct notice notice = {
        .municipality = *row->municipality_name != 0 ? row->municipality_name : office_of(context).name,
        .telephone = row->municipality_telephone,
        .reissuer = reissuer_of(row->role),
        .renewed_by_reset = role_from_word(row->role) != ROLE_DOCTOR,
        .scheme = schemes_text(row->schemes),
        .institution = row->institution_name,
        .institution_code = row->institution_code,
        .department = row->department,
        .family_name = row->family_name,
        .given_name = row->given_name,
        .login_id = row->login_id,
        .initial_password = password,
        .has_key = row->has_key != 0,
        .has_question = row->has_question != 0,
        .issued_on = clock_day_japan(row->issued_at),
        .valid_until = clock_day_japan(row->expires_at),
        .slip_number = row->slip_number,
        .copy_number = row->printed_count + 1,
        .is_reissue = row->slip_number > 1,
    };
    notice_add_site(context, &notice);
    return notice;
}

static bool is_printable(const struct notice_account_out *row)
{
    struct issue_facts facts = {.stored_state = row->issue_state};
    return issue_notice_printable(&facts) && row->sealed.data != NULL && !row->slip_expired;
}

static enum result read_row(struct store *store, struct printing *printing)
{
    struct context *context = printing->context;
    const char *password = NULL;
    enum result result = user_desk_find(store, context, ACTION_NOTICE_PRINT, &printing->target);
    if (result == OK && printing->target.relation == RELATION_ISSUER && printing->target.role != ROLE_MANAGER)
        return NOT_FOUND; /* a municipality prints its doctors' notices by designation */
    if (result == OK)
        result = notice_account(store, context->arena,
            &(struct notice_account_in){.account_id = printing->target.row.account_id}, &printing->row);
    if (result == OK && !is_printable(&printing->row))
        return CONFLICT;
    if (result == OK)
        result = notice_password_open(
            context, printing->row.reference, printing->row.slip_number, printing->row.sealed, &password);
    if (result == OK)
        printing->notice = notice_of(context, &printing->row, password);
    return result;
}

static enum result mark(struct store *store, struct context *context, const struct notice_account_out *row)
{
    enum result result =
        notice_mark_account(store, &(struct notice_mark_account_in){.account_id = row->account_id}, NULL);
    if (result == OK)
        result = notice_mark_password(store,
            &(struct notice_mark_password_in){.account_id = row->account_id, .slip_number = row->slip_number}, NULL);
    const char *detail = arena_format(context->arena, "{\"slip\":%d,\"copy\":%d}", (int)row->slip_number,
        (int)row->printed_count + 1);
    return result == OK ? operation_log(context, "notice_print", "account", row->account_id, detail) : result;
}

static enum result print_body(struct store *store, void *argument)
{
    struct printing *printing = argument;
    struct context *context = printing->context;
    struct notice_bundle bundle = {.items = &printing->notice, .count = 1};
    printing->gaps = (struct notice_gaps){0};
    enum result result = read_row(store, printing);
    if (result == OK && !text_equal(field(context->fields, "confirmed"), "yes"))
        result = notice_answer_gaps(context, &bundle, &printing->gaps);
    if (result == OK && printing->gaps.count > 0)
        return REFUSED;
    return result == OK ? mark(store, context, &printing->row) : result;
}

static void answer_gaps(struct printing *printing)
{
    struct context *context = printing->context;
    struct user_notice_gaps_view view = {
        .action = context->route->path,
        .back = user_desk_list_of(context, &printing->target),
        .reference = printing->row.reference,
        .name = arena_format(context->arena, "%s　%s", printing->row.family_name, printing->row.given_name),
        .login_id = printing->row.login_id,
        .editable = !role_is_institutional(printing->target.role),
    };
    for (size_t i = 0; i < printing->gaps.count; i++) {
        const struct typeface_gap *gap = &printing->gaps.items[i].gap;
        *list_push(context->arena, &view.gaps) = (struct user_gap){gap->character, gap->code, gap->is_variant};
    }
    shown_one(context, printing->row.account_id);
    respond_page(context, "通知書に印字できない文字があります", people_user_notice_gaps_page, &view);
}

void user_notice_download(struct context *context)
{
    struct printing printing = {.context = context};
    enum result result = store_transaction(context->store, print_body, &printing);
    if (result == CONFLICT) {
        flash(context, "notice_unprintable");
        response_see_other(context->response, user_desk_list_of(context, &printing.target));
        return;
    }
    if (result == REFUSED && printing.gaps.count > 0)
        return answer_gaps(&printing);
    struct notice_bundle bundle = {.items = &printing.notice, .count = 1};
    if (result == OK)
        result = notice_answer(context, &bundle, arena_format(context->arena, "IDPW発行通知書_%s.pdf",
            printing.row.login_id));
    if (result != OK)
        user_desk_overtaken(context, result, "IDPW発行通知書", user_desk_manager_changed);
}
