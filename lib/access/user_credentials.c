/* Making credentials of users. */
#include "user_credentials.h"

#include "initial_password.h"
#include "token.h"

void user_credentials_add(struct arena *arena, struct arena *secrets, const struct keyring *keyring,
    struct user_registration *registration, const char **password_out)
{
    registration->reference = token_reference(arena);
    registration->login_id = token_login_id(arena);
    registration->sealed = initial_password_seal(arena, secrets, keyring, registration->reference, 1, password_out);
}
