/* Making credentials. */
#include "doctor_credentials.h"

#include "initial_password.h"
#include "token.h"

struct doctor_credentials doctor_credentials_make(struct arena *arena, struct arena *secrets,
    const struct keyring *keyring)
{
    struct doctor_credentials made = {.account_reference = token_reference(arena), .login_id = token_login_id(arena),
        .designation_reference = token_reference(arena), .institution_reference = token_reference(arena)};
    made.sealed_password = initial_password_seal(arena, secrets, keyring, made.account_reference, 1, NULL);
    return made;
}
