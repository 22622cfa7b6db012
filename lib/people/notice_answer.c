/* Notices as PDF answers. */
#include "notice_answer.h"

#include "initial_password.h"
#include "log.h"

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

enum result notice_password_open(struct context *context, const char *account_reference, int64_t slip_number,
    struct bytes sealed, const char **password_out)
{
    if (initial_password_open(context->secrets, context->keyring, account_reference, slip_number, sealed,
        password_out) == OK)
        return OK;
    log_error("notice", "the initial password of account %s cannot be opened", account_reference);
    return FAILED;
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

void notice_add_site(struct context *context, struct notice *notice)
{
    notice->sign_in_address = sign_in_address(context);
    notice->help_contact = help_contact(context);
}

enum result notice_answer_gaps(struct context *context, const struct notice_bundle *bundle,
    struct notice_gaps *gaps_out)
{
    struct typeface *typeface;
    enum result result = open_typeface(context, &typeface);
    if (result == OK)
        notice_pdf_check(context->arena, typeface, bundle, gaps_out);
    return result;
}

enum result notice_answer(struct context *context, const struct notice_bundle *bundle, const char *file_name)
{
    struct typeface *typeface;
    struct notice_gaps gaps = {0};
    struct buffer file = buffer_in(context->secrets);
    enum result result = open_typeface(context, &typeface);
    if (result == OK)
        result = notice_pdf_make(context->secrets, typeface, bundle, &file, &gaps);
    if (result == OK)
        response_download(context->response, "application/pdf", file_name, buffer_bytes(&file));
    return result;
}
