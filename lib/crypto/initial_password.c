/* The seal of an initial password. */
#include "initial_password.h"

#include "digest.h"
#include "seal_place.h"
#include "text.h"
#include "token.h"

enum { VALID_DAYS = 90 };

int64_t initial_password_days(const struct settings *settings)
{
    return settings_number(settings, "initial_password_days", VALID_DAYS);
}

struct bytes initial_password_seal(struct arena *arena, struct arena *secrets, const struct keyring *keyring,
    const char *account_reference, int64_t slip_number, const char **password_out)
{
    const char *password = token_initial_password(secrets);
    if (password_out != NULL)
        *password_out = password;
    return seal_close(arena, keyring, (struct bytes){(const uint8_t *)password, strlen(password)},
        seal_place_initial_password(arena, account_reference, slip_number));
}

enum result initial_password_open(struct arena *secrets, const struct keyring *keyring, const char *account_reference,
    int64_t slip_number, struct bytes sealed, const char **password_out)
{
    struct bytes plain = BYTES_NONE;
    enum result result =
        seal_open(secrets, keyring, sealed, seal_place_initial_password(secrets, account_reference, slip_number),
            &plain);
    *password_out = result == OK ? (const char *)plain.data : NULL;
    return result;
}

bool initial_password_fits(struct arena *secrets, const struct keyring *keyring, const char *account_reference,
    int64_t slip_number, struct bytes sealed, const char *typed)
{
    struct bytes plain;
    const char *place = seal_place_initial_password(secrets, account_reference, slip_number);
    const char *ungrouped = text_ungrouped(secrets, typed);
    if (seal_open(secrets, keyring, sealed, place, &plain) != OK)
        return false;
    bool exact = digest_equal(plain, (struct bytes){(const uint8_t *)typed, strlen(typed)});
    bool as_printed = digest_equal(plain, (struct bytes){(const uint8_t *)ungrouped, strlen(ungrouped)});
    return exact || as_printed;
}
