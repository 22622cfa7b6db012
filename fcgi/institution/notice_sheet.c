/* Notices as PDF. */
#include "notice_sheet.h"

#include "clock.h"
#include "log.h"
#include "seal.h"
#include "text.h"

/* The fonts of this process: mapped once, used for every notice. */
static enum result open_typeface(struct context *context, struct typeface **typeface_out)
{
    static struct typeface *opened;
    static struct arena *process_life;
    enum result result = OK;
    if (opened == NULL) {
        process_life = arena_new();
        result = typeface_open(process_life, context->settings, &opened);
        if (result != OK)
            arena_free(&process_life);
    }
    *typeface_out = opened;
    return result;
}

static enum result open_password(struct context *context, const struct notice_one_out *row, const char **password_out)
{
    *password_out = NULL;
    if (row->added_to_login)
        return OK;
    const char *associated =
        arena_format(context->arena, "initial_password:%s:%d", row->account_reference, (int)row->slip_number);
    struct bytes plain;
    if (seal_open(context->secrets, context->keyring, row->sealed, associated, &plain) != OK) {
        log_error("notice", "the initial password of account %lld cannot be opened", (long long)row->account_id);
        return FAILED;
    }
    *password_out = (const char *)plain.data;
    return OK;
}

static const char *help_contact(struct context *context)
{
    return arena_format(context->arena, "%s　電話 %s（%s）",
        settings_text(context->settings, "help_desk", "難病・小慢データベース利用者お問い合わせ窓口"),
        settings_text(context->settings, "help_telephone", ""),
        settings_text(context->settings, "help_hours", "厚生労働省開庁日の9時から17時まで"));
}

/* site_address may end with a slash or not. */
static const char *sign_in_address(struct context *context)
{
    const char *site = settings_text(context->settings, "site_address", "http://127.0.0.1:8080/");
    size_t length = strlen(site);
    return arena_format(context->arena, "%s%ssignin/", site, length > 0 && site[length - 1] == '/' ? "" : "/");
}

static struct notice notice_of_row(struct context *context, const struct notice_one_out *row, const char *password)
{
    return (struct notice){
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
        .issued_on = clock_day_japan(row->added_to_login ? row->created_at : row->issued_at),
        .valid_until = clock_day_japan(row->expires_at),
        .slip_number = row->slip_number > 0 ? row->slip_number : 1,
        .copy_number = row->printed_count + 1,
        .is_reissue = row->slip_number > 1,
        .sign_in_address = sign_in_address(context),
        .help_contact = help_contact(context),
    };
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
    struct typeface *typeface;
    struct notice_bundle bundle;
    enum result result = open_typeface(context, &typeface);
    if (result == OK)
        result = make_notices(context, rows, false, &bundle);
    if (result == OK)
        notice_pdf_check(context->arena, typeface, &bundle, gaps_out);
    return result;
}

static const char *file_name(struct context *context, const struct notice_rows *rows)
{
    struct day today = clock_today_japan();
    if (rows->count == 1)
        return arena_format(context->arena, "IDPW発行通知書_%s.pdf", rows->items[0].login_id);
    return arena_format(context->arena, "IDPW発行通知書_%04d%02d%02d_%zu件.pdf", today.year, today.month, today.day, rows->count);
}

enum result notice_sheet_answer(struct context *context, const struct notice_rows *rows, bool with_covers)
{
    struct typeface *typeface;
    struct notice_bundle bundle;
    struct notice_gaps gaps = {0};
    struct buffer file = buffer_in(context->secrets);
    enum result result = open_typeface(context, &typeface);
    if (result == OK)
        result = make_notices(context, rows, true, &bundle);
    bundle.with_covers = with_covers;
    if (result == OK)
        result = notice_pdf_make(context->secrets, typeface, &bundle, &file, &gaps);
    if (result == OK)
        response_download(context->response, "application/pdf", file_name(context, rows), buffer_bytes(&file));
    return result;
}
