/* The door to メニュー and 自アカウント管理, for every role. */
#include "affiliations.h"
#include "home.h"
#include "messages.h"
#include "self.h"

static const struct route routes[] = {
    {METHOD_GET, "/account/", ACTION_OWN_ACCOUNT, SESSION_FULL, NULL, home_show, 0, "message"},
    {METHOD_POST, "/account/messages/dismiss", ACTION_INSTITUTION_MESSAGES, SESSION_FULL, message_fields, message_dismiss_submit, 0},
    {METHOD_POST, "/account/messages/name/dismiss", ACTION_INSTITUTION_MESSAGES, SESSION_FULL, message_fields, name_message_dismiss_submit, 0},
    {METHOD_GET, "/account/self", ACTION_OWN_ACCOUNT, SESSION_ENROLLING, NULL, self_show, 0},
    {METHOD_GET, "/account/self/mail", ACTION_OWN_ACCOUNT, SESSION_FULL, NULL, self_mail_show, 0},
    {METHOD_POST, "/account/self/mail", ACTION_OWN_ACCOUNT, SESSION_FULL, self_mail_fields, self_mail_submit, 0},
    {METHOD_GET, "/account/self/profile", ACTION_OWN_ACCOUNT, SESSION_FULL, NULL, self_profile_show, 0},
    {METHOD_POST, "/account/self/profile", ACTION_OWN_ACCOUNT, SESSION_FULL, self_profile_fields, self_profile_submit, ROUTE_CREATES},
    {METHOD_GET, "/account/self/secret", ACTION_OWN_ACCOUNT, SESSION_FULL, NULL, self_secret_show, 0},
    {METHOD_POST, "/account/self/secret", ACTION_OWN_ACCOUNT, SESSION_FULL, self_secret_fields, self_secret_submit, 0},
    {METHOD_POST, "/account/scheme", ACTION_OWN_ACCOUNT, SESSION_FULL, self_scheme_fields, self_scheme_submit, 0},
    {METHOD_GET, "/account/affiliations", ACTION_OWN_ACCOUNT, SESSION_FULL, affiliations_fields, affiliations_show, 0},
    {METHOD_POST, "/account/affiliations/add", ACTION_OWN_ACCOUNT, SESSION_FULL, affiliation_add_fields, affiliation_add_submit, ROUTE_CREATES},
    {METHOD_POST, "/account/affiliations/remove", ACTION_OWN_ACCOUNT, SESSION_FULL, affiliation_remove_fields, affiliation_remove_submit, 0},
    {METHOD_POST, "/account/self/password", ACTION_OWN_ACCOUNT, SESSION_ENROLLING, self_password_fields, self_password_submit, 0},
    {METHOD_GET, "/account/self/key", ACTION_OWN_ACCOUNT, SESSION_FULL, NULL, self_key_show, 0},
    {METHOD_POST, "/account/self/key", ACTION_OWN_ACCOUNT, SESSION_FULL, self_key_replace_fields, self_key_submit, 0},
    {METHOD_POST, "/account/self/key/prepare", ACTION_OWN_ACCOUNT, SESSION_ENROLLING, NULL, self_key_prepare, 0},
    {METHOD_POST, "/account/self/key/file", ACTION_OWN_ACCOUNT, SESSION_ENROLLING, NULL, self_key_file, 0},
    {METHOD_POST, "/account/self/key/register", ACTION_OWN_ACCOUNT, SESSION_ENROLLING, self_key_fields, self_key_register, 0},
    {METHOD_POST, "/account/self/sessions/end", ACTION_OWN_ACCOUNT, SESSION_FULL, self_session_fields, self_session_end_submit, 0},
    {METHOD_POST, "/account/self/browsers/forget", ACTION_OWN_ACCOUNT, SESSION_FULL, self_browser_fields, self_browser_forget_submit, 0},
    {0},
};

int main(int argc, char **argv)
{
    static const struct program program = {"account", routes};
    return serve(&program, argc, argv);
}
