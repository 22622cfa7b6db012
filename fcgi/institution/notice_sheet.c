/* Notices as PDF. */
#include "notice_sheet.h"

#include "clock.h"
#include "notice_answer.h"
#include "text.h"

static enum result open_password(struct context *context, const struct notice_one_out *row, const char **password_out)
{
    *password_out = NULL;
    if (row->added_to_login)
        return OK;
    return notice_password_open(context, row->account_reference, row->slip_number, row->sealed, password_out);
}

static struct notice notice_of_row(struct context *context, const struct notice_one_out *row, const char *password)
{
    struct notice notice = {
        .municipality = row->municipality_name,
        .telephone = row->municipality_telephone,
        .scheme = scheme_label(scheme_from_word(row->scheme)),
        .institution = row->institution_name,
        .institution_code = row->institution_code,
        .department = text_or(row->department, ""),
        .family_name = row->family_name,
        .given_name = row->given_name,
        .login_id = row->login_id,
        .initial_password = password,
        .password_elsewhere = row->added_to_login && row->slip_number > 0,
        .has_key = row->has_key != 0,
        .has_question = row->has_question != 0,
        .issued_on = clock_day_japan(row->added_to_login ? row->created_at : row->issued_at),
        .valid_until = clock_day_japan(row->expires_at),
        .slip_number = row->slip_number > 0 ? row->slip_number : 1,
        .copy_number = row->printed_count + 1,
        .is_reissue = row->slip_number > 1,
    };
    notice_add_site(context, &notice);
    return notice;
}

static enum result make_notices(struct context *context, const struct notice_rows *rows, bool with_passwords,
    struct notice_bundle *bundle_out)
{
    struct notice *notices = arena_make_array(context->secrets, struct notice, rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        const char *password = NULL;
        enum result result = with_passwords ? open_password(context, &rows->items[i], &password) : OK;
        if (result != OK)
            return result;
        notices[i] = notice_of_row(context, &rows->items[i], password);
    }
    *bundle_out = (struct notice_bundle){.items = notices, .count = rows->count};
    return OK;
}

enum result notice_sheet_gaps(struct context *context, const struct notice_rows *rows, struct notice_gaps *gaps_out)
{
    struct notice_bundle bundle;
    enum result result = make_notices(context, rows, false, &bundle);
    return result == OK ? notice_answer_gaps(context, &bundle, gaps_out) : result;
}

static const char *file_name(struct context *context, const struct notice_rows *rows)
{
    struct day today = clock_today_japan();
    if (rows->count == 1)
        return arena_format(context->arena, "IDPW発行通知書_%s.pdf", rows->items[0].login_id);
    return arena_format(context->arena, "IDPW発行通知書_%04d%02d%02d_%zu件.pdf", today.year, today.month, today.day,
        rows->count);
}

enum result notice_sheet_answer(struct context *context, const struct notice_rows *rows, bool with_covers)
{
    struct notice_bundle bundle;
    enum result result = make_notices(context, rows, true, &bundle);
    bundle.with_covers = with_covers;
    return result == OK ? notice_answer(context, &bundle, file_name(context, rows)) : result;
}
