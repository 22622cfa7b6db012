/* The door of the sample site: the mails that the system would have sent. It runs nowhere else. */
#include "mailbox.h"
#include "sample_site.h"

static const struct route routes[] = {
    {METHOD_GET, "/sample/mail", ACTION_NONE, SESSION_NONE, NULL, mailbox_show, ROUTE_NO_DATABASE},
    {METHOD_GET, "/sample/mail/letter", ACTION_NONE, SESSION_NONE, letter_fields, letter_show, ROUTE_NO_DATABASE},
    {METHOD_GET, "/sample/mail/attachment", ACTION_NONE, SESSION_NONE, letter_fields, letter_attachment, ROUTE_NO_DATABASE},
    {0},
};

int main(int argc, char **argv)
{
    static const struct program program = {"sample", routes};
    return sample_site_refuses(argc, argv) ? SAMPLE_SITE_REFUSED : serve(&program, argc, argv);
}
