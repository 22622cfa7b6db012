/* Making credentials. */
#include "doctor_credentials.h"

#include "token.h"

struct doctor_credentials doctor_credentials_make(struct arena *arena, struct arena *secrets,
    const struct keyring *keyring)
{
    struct doctor_credentials made = {.account_reference = token_reference(arena), .login_id = token_login_id(arena),
        .designation_reference = token_reference(arena), .institution_reference = token_reference(arena)};
    const char *password = token_initial_password(secrets);
    const char *associated = arena_format(arena, "initial_password:%s:1", made.account_reference);
    made.sealed_password =
        seal_close(arena, keyring, (struct bytes){(const uint8_t *)password, strlen(password)}, associated);
    return made;
}
