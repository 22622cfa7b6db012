/* Chooses between mail server and Maildir. */
#include "transport.h"

#include "log.h"
#include "maildir.h"
#include "smtp.h"
#include "text.h"

struct transport {
    struct smtp *smtp;     /* NULL: Maildir */
    const char *directory;
};

enum result transport_open(struct arena *arena, const struct settings *settings, struct transport **transport_out)
{
    struct transport *transport = arena_make(arena, struct transport);
    const char *kind = settings_text(settings, "mail_transport", "smtp");
    *transport_out = transport;
    if (text_equal(kind, "smtp"))
        return smtp_open(arena, settings, &transport->smtp);
    if (!text_equal(kind, "maildir")) {
        log_error("mail", "mail_transport = %s: expected smtp or maildir", kind);
        return FAILED;
    }
    transport->directory = settings_text(settings, "mail_directory", "");
    return maildir_make(arena, transport->directory);
}

enum delivery transport_send(struct transport *transport, struct arena *arena, const struct delivery_mail *mail,
    const char **answer_out)
{
    if (transport->smtp != NULL)
        return smtp_send(transport->smtp, arena, mail, answer_out);
    return maildir_deliver(arena, transport->directory, mail, answer_out);
}
