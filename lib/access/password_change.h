/* Choosing a password: the rules, the hash, the end of the initial one. Used by the first sign-in and by
 * 自アカウント管理. */
#ifndef NSDB_PASSWORD_CHANGE_H
#define NSDB_PASSWORD_CHANGE_H

#include "complaint.h"
#include "request.h"
#include "seal.h"
#include "settings.h"
#include "store.h"

/* Checks a new password and its repetition against R-057, the person's own words and the present password.
 * Complaints are about new_password and new_password_again. */
enum result password_change_check(struct store *store, const struct request *request, const struct settings *settings,
    const struct keyring *keyring, int64_t account_id, const char *wanted, const char *again,
    struct complaints *complaints) MUST_USE;

/* Whether `password` is the account's present one, chosen or initial (A05). REFUSED when not; FAILED also when
 * the stored hash does not open (password_fits()). */
enum result password_change_confirm(struct store *store, const struct request *request, const struct keyring *keyring,
    int64_t account_id, const char *password) MUST_USE;

/* Stores the sealed hash (made before by password_seal()) and ends the initial password. Inside the caller's transaction. */
enum result password_change_store(struct store *store, int64_t account_id, struct bytes hash) MUST_USE;

/* Whether a password stands in the list of common ones (settings: common_passwords_file, else
 * data_directory/common_passwords.txt), as it is or without the digits and signs at its end. FAILED when the list
 * cannot be read. */
enum result password_is_common(const struct settings *settings, const char *password, bool *common_out) MUST_USE;

#endif
