/* The notice of an official: read, check, mark and log in one transaction; then draw. */
#include "clock.h"
#include "issuance.h"
#include "notice_answer.h"
#include "notice_query.h"
#include "office.h"
#include "official.h"
#include "official_notice_gaps_page.h"
#include "official_notice_gaps_view.h"
#include "text.h"

struct printing {
    struct context *context;
    struct official_one_out row;
    struct notice notice;
    struct notice_gaps gaps;
};

static const char *scheme_of(const struct official_one_out *row)
{
    if (row->handles_nanbyo && row->handles_shoman)
        return "難病・小慢";
    return row->handles_nanbyo ? scheme_label(SCHEME_NANBYO) : row->handles_shoman ? scheme_label(SCHEME_SHOMAN) : "";
}

static struct notice notice_of(struct context *context, const struct official_one_out *row, const char *password)
{
    struct notice notice = {
        .municipality = office_of(context).name,
        .telephone = row->municipality_telephone,
        .scheme = scheme_of(row),
        .institution = "",
        .institution_code = "",
        .department = row->department,
        .family_name = row->family_name,
        .given_name = row->given_name,
        .login_id = row->login_id,
        .initial_password = password,
        .issued_on = clock_day_japan(row->issued_at),
        .valid_until = clock_day_japan(row->expires_at),
        .slip_number = row->slip_number,
        .copy_number = row->printed_count + 1,
        .is_reissue = row->slip_number > 1,
    };
    notice_add_site(context, &notice);
    return notice;
}

static enum result mark(struct store *store, const struct official_one_out *row)
{
    enum result result =
        notice_mark_account(store, &(struct notice_mark_account_in){.account_id = row->account_id}, NULL);
    return result != OK ? result
                        : notice_mark_password(store,
                              &(struct notice_mark_password_in){.account_id = row->account_id, .slip_number = row->slip_number},
                              NULL);
}

static bool is_printable(const struct context *context, const struct official_one_out *row)
{
    struct issue_facts facts = {.stored_state = row->issue_state};
    return issue_notice_printable(&facts) && row->slip_number > 0 && !row->password_expired &&
           row->account_id != context->session.account_id &&
           rights_allow(context->session.role, ACTION_NOTICE_PRINT, office_relation(context));
}

static enum result print_body(struct store *store, void *argument)
{
    struct printing *printing = argument;
    struct context *context = printing->context;
    struct office office = office_of(context);
    const char *password = NULL;
    enum result result =
        official_find(store, context->arena, &office.organisation, field(context->fields, "account"), &printing->row);
    if (result == OK && !is_printable(context, &printing->row))
        return CONFLICT;
    if (result == OK)
        result = notice_password_open(context, printing->row.reference, printing->row.slip_number, printing->row.sealed, &password);
    if (result != OK)
        return result;
    printing->notice = notice_of(context, &printing->row, password);
    struct notice_bundle bundle = {.items = &printing->notice, .count = 1};
    if (!text_equal(field(context->fields, "confirmed"), "yes"))
        result = notice_answer_gaps(context, &bundle, &printing->gaps);
    if (result != OK || printing->gaps.count > 0)
        return result == OK ? REFUSED : result;
    result = mark(store, &printing->row);
    if (result != OK)
        return result;
    const char *detail = arena_format(context->arena, "{\"slip\":%d,\"copy\":%d}", (int)printing->row.slip_number,
        (int)printing->row.printed_count + 1);
    return operation_log(context, "notice_print", "account", printing->row.account_id, detail);
}

static void answer_gaps(struct printing *printing)
{
    struct context *context = printing->context;
    struct official_notice_gaps_view view = {
        .action = office_link(context, "users/notice"),
        .back = office_link(context, "users"),
        .reference = printing->row.reference,
        .name = arena_format(context->arena, "%s　%s", printing->row.family_name, printing->row.given_name),
        .login_id = printing->row.login_id,
    };
    for (size_t i = 0; i < printing->gaps.count; i++) {
        const struct typeface_gap *gap = &printing->gaps.items[i].gap;
        *list_push(context->arena, &view.gaps) = (struct official_gap){gap->character, gap->code, gap->is_variant};
    }
    respond_page(context, "通知書に印字できない文字があります", official_notice_gaps_page, &view);
}

void official_notice_download(struct context *context)
{
    struct printing printing = {.context = context};
    enum result result = store_transaction(context->store, print_body, &printing);
    if (result == CONFLICT) {
        flash(context, "notice_unprintable");
        response_see_other(context->response, office_link(context, "users"));
        return;
    }
    if (result == REFUSED && printing.gaps.count > 0)
        return answer_gaps(&printing);
    struct notice_bundle bundle = {.items = &printing.notice, .count = 1};
    if (result == OK)
        result = notice_answer(context, &bundle, arena_format(context->arena, "IDPW発行通知書_%s.pdf", printing.row.login_id));
    if (result != OK)
        respond_result(context, result);
}
