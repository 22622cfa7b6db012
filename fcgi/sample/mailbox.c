/* Screens over the Maildir. */
#include "mailbox.h"

#include "clock.h"
#include "letter.h"
#include "letter_view.h"
#include "mailbox_view.h"
#include "maildir_reader.h"
#include "sample_letter_page.h"
#include "sample_mailbox_page.h"
#include "text.h"

enum { SHOWN = 100 };

const struct field_spec letter_fields[] = {
    {"letter", "メール", FIELD_CODE, 22, FIELD_REQUIRED},
    {0},
};

static const char *directory(const struct context *context)
{
    return settings_text(context->settings, "mail_directory", "");
}

void mailbox_show(struct context *context)
{
    size_t total;
    struct mailbox_view view = {.total = 0};
    struct maildir_entries entries = maildir_list(context->arena, directory(context), SHOWN, &total);
    for (size_t i = 0; i < entries.count; i++) {
        struct letter letter;
        const char *text = maildir_read(context->arena, &entries.items[i]);
        if (text == NULL)
            continue;
        letter_read(context->arena, text, &letter);
        *list_push(context->arena, &view.letters) = (struct mailbox_line){
            .reference = entries.items[i].reference,
            .recipient = letter.recipient,
            .subject = letter.subject,
            .sent_at = clock_japanese(context->arena, entries.items[i].time),
            .attached = letter.attachment_name != NULL};
    }
    view.total = (int)total;
    view.left_out = (int)(total - entries.count);
    respond_page(context, "送信されたメール", sample_mailbox_page, &view);
}

/* The mail that the address names; false after answering 404. */
static bool open_letter(struct context *context, const struct maildir_entry **entry_out, struct letter *letter_out)
{
    const struct maildir_entry *entry = maildir_find(context->arena, directory(context),
        field(context->fields, "letter"));
    const char *text = entry == NULL ? NULL : maildir_read(context->arena, entry);
    if (text == NULL) {
        respond_error(context, 404);
        return false;
    }
    letter_read(context->arena, text, letter_out);
    *entry_out = entry;
    return true;
}

void letter_show(struct context *context)
{
    const struct maildir_entry *entry;
    struct letter letter;
    if (!open_letter(context, &entry, &letter))
        return;
    struct letter_view view = {
        .reference = entry->reference,
        .sender = letter.sender,
        .recipient = letter.recipient,
        .subject = letter.subject,
        .sent_at = clock_japanese(context->arena, entry->time),
        .body = letter.body,
        .attachment_name = text_or(letter.attachment_name, "")};
    respond_page(context, "メールの内容", sample_letter_page, &view);
}

void letter_attachment(struct context *context)
{
    const struct maildir_entry *entry;
    struct letter letter;
    if (!open_letter(context, &entry, &letter))
        return;
    if (letter.attachment_name == NULL)
        respond_error(context, 404);
    else
        response_download(context->response, "application/octet-stream", letter.attachment_name, letter.attachment);
}
