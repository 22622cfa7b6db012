/* What the door of signing in answers. */
#include "routes.h"

#include "done.h"
#include "entry.h"
#include "key.h"
#include "mail.h"
#include "new_password.h"
#include "out.h"
#include "proof.h"
#include "secret.h"

static const struct route routes[] = {
    {METHOD_GET, "/signin/", ACTION_NONE, SESSION_NONE, entry_show_fields, entry_show, 0},
    {METHOD_POST, "/signin/", ACTION_NONE, SESSION_NONE, entry_fields, entry_submit, 0},
    {METHOD_GET, "/signin/mail", ACTION_OWN_ACCOUNT, SESSION_ENROLLING, NULL, mail_show, 0},
    {METHOD_POST, "/signin/mail", ACTION_OWN_ACCOUNT, SESSION_ENROLLING, mail_fields, mail_submit, 0},
    {METHOD_GET, "/signin/key", ACTION_OWN_ACCOUNT, SESSION_ENROLLING, NULL, key_show, 0},
    {METHOD_POST, "/signin/key", ACTION_OWN_ACCOUNT, SESSION_ENROLLING, key_fields, key_submit, 0},
    {METHOD_GET, "/signin/secret", ACTION_OWN_ACCOUNT, SESSION_ENROLLING, NULL, secret_show, 0},
    {METHOD_POST, "/signin/secret", ACTION_OWN_ACCOUNT, SESSION_ENROLLING, secret_fields, secret_submit, 0},
    {METHOD_GET, "/signin/password", ACTION_OWN_ACCOUNT, SESSION_ENROLLING, NULL, new_password_show, 0},
    {METHOD_POST, "/signin/password", ACTION_OWN_ACCOUNT, SESSION_ENROLLING, new_password_fields, new_password_submit, 0},
    {METHOD_GET, "/signin/done", ACTION_OWN_ACCOUNT, SESSION_FULL, NULL, done_show, 0},
    {METHOD_GET, "/signin/proof", ACTION_OWN_ACCOUNT, SESSION_PROVING, proof_show_fields, proof_show, 0},
    {METHOD_POST, "/signin/proof", ACTION_OWN_ACCOUNT, SESSION_PROVING, proof_fields, proof_submit, 0},
    {METHOD_GET, "/signin/out", ACTION_NONE, SESSION_NONE, NULL, out_show, 0},
    {METHOD_POST, "/signin/out", ACTION_NONE, SESSION_NONE, NULL, out_submit, 0},
    {0},
};

const struct program signin_program = {"signin", routes};
