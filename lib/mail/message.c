/* Message texts. */
#include "message.h"

#include <stdbool.h>

#include "buffer.h"
#include "clock.h"
#include "day.h"
#include "log.h"
#include "mail_address.h"
#include "mail_encoding.h"
#include "number.h"
#include "text.h"

static const char reference_symbols[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static bool header_text_is_fine(const char *text)
{
    return !text_is_empty(text) && text_check(text, strlen(text), false) == TEXT_FINE;
}

/* What must not be sent, or NULL. */
static const char *problem_of(const struct message *message)
{
    if (mail_address_check(message->sender) != NULL)
        return "the sender's address";
    if (mail_address_check(message->recipient) != NULL)
        return "the recipient's address";
    if (!header_text_is_fine(message->sender_name) || !header_text_is_fine(message->subject))
        return "the sender's name or the subject";
    if (text_check(message->body, strlen(message->body), true) != TEXT_FINE)
        return "the body";
    if (message->attachment_name != NULL && !header_text_is_fine(message->attachment_name))
        return "the attachment's name";
    if (text_is_empty(message->reference) || message->reference[strspn(message->reference, reference_symbols)] != 0)
        return "the Message-ID";
    return day_is_none(clock_day_japan(message->created_at)) ? "the date" : NULL;
}

/* "Sat, 21 Nov 2026 11:48:42 +0900" */
static void add_date(struct buffer *to, const char *utc)
{
    static const char days[][4] = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
    static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
        "Nov", "Dec"};
    int64_t hour = 0;
    struct day day = clock_day_japan(utc);
    const char hour_text[] = {utc[11], utc[12], 0};
    (void)number_read(hour_text, 0, 23, &hour);
    buffer_format(to, "Date: %s, %d %s %04d %02d:%.5s +0900\r\n", days[day_number(day) % 7], day.day,
        months[day.month - 1], day.year, (int)(hour + 9) % 24, utc + 14);
}

static void add_headers(struct buffer *to, const struct message *message)
{
    add_date(to, message->created_at);
    buffer_add_text(to, "From: ");
    mail_header_text(to, message->sender_name);
    buffer_format(to, "\r\n <%s>\r\nTo: <%s>\r\nSubject: ", message->sender, message->recipient);
    mail_header_text(to, message->subject);
    buffer_format(to, "\r\nMessage-ID: <%s@%s>\r\n", message->reference, mail_address_domain(message->sender));
    buffer_add_text(to, "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n");
}

static void add_text_part(struct buffer *to, const char *body)
{
    struct buffer lines = buffer_in(to->arena);
    for (const char *at = body; *at != 0; at++)
        buffer_add(&lines, *at == '\n' ? "\r\n" : at, *at == '\n' ? 2 : 1);
    buffer_add_text(to, "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n");
    mail_base64_lines(to, buffer_bytes(&lines));
}

static void add_attachment(struct buffer *to, const struct message *message)
{
    buffer_add_text(to, "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
                        "Content-Disposition: attachment");
    mail_header_parameter(to, "filename", message->attachment_name);
    buffer_add_text(to, "\r\n\r\n");
    mail_base64_lines(to, message->attachment);
}

static void add_parts(struct buffer *to, const struct message *message)
{
    /* base64 lines never start with "--", so any boundary is unique */
    buffer_format(to, "Content-Type: multipart/mixed; boundary=\"part-%s\"\r\n\r\n--part-%s\r\n", message->reference,
        message->reference);
    add_text_part(to, message->body);
    buffer_format(to, "--part-%s\r\n", message->reference);
    add_attachment(to, message);
    buffer_format(to, "--part-%s--\r\n", message->reference);
}

enum result message_text(struct arena *arena, const struct message *message, struct bytes *text_out)
{
    const char *problem = problem_of(message);
    *text_out = BYTES_NONE;
    if (problem != NULL) {
        log_error("mail", "message %s cannot be sent: %s is not fit for a mail", message->reference, problem);
        return REFUSED;
    }
    struct buffer text = buffer_in(arena);
    add_headers(&text, message);
    if (message->attachment_name == NULL)
        add_text_part(&text, message->body);
    else
        add_parts(&text, message);
    *text_out = buffer_bytes(&text);
    return OK;
}
