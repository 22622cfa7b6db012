/* Choosing a password. */
#include "password_change.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "digest.h"
#include "first_signin_query.h"
#include "initial_password.h"
#include "log.h"
#include "password.h"
#include "password_policy.h"
#include "password_query.h"
#include "seal_place.h"
#include "text.h"

enum { LINE_MOST = 256 };

static const char *list_path(struct arena *arena, const struct settings *settings)
{
    const char *directory = settings_text(settings, "data_directory", "/usr/share/nsdb");
    return settings_text(settings, "common_passwords_file",
        arena_format(arena, "%s/common_passwords.txt", directory));
}

static bool list_holds(FILE *list, const char *whole, const char *core)
{
    char line[LINE_MOST];
    while (fgets(line, sizeof line, list) != NULL) {
        line[strcspn(line, "\r\n")] = 0;
        if (line[0] == 0 || line[0] == '#')
            continue;
        if (strcmp(line, whole) == 0 || (core[0] != 0 && strcmp(line, core) == 0))
            return true;
    }
    return false;
}

/* ASCII letters small, full-width made half-width: as the list is written. */
static const char *as_listed(struct arena *arena, const char *password)
{
    char *copy = text_half_width(arena, password);
    for (char *c = copy; *c != 0; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    return copy;
}

enum result password_is_common(const struct settings *settings, const char *password, bool *common_out)
{
    struct arena *arena = arena_new_wiping();
    const char *path = list_path(arena, settings);
    FILE *list = fopen(path, "re");
    if (list == NULL) {
        log_error("password_list", "The list of common passwords %s cannot be read: %s", path, strerror(errno));
        arena_free(&arena);
        return FAILED;
    }
    *common_out = list_holds(list, as_listed(arena, password), password_policy_core(arena, password));
    (void)fclose(list);
    arena_free(&arena);
    return OK;
}

static enum result find_surroundings(struct store *store, const struct request *request, int64_t account_id,
    struct password_surroundings_out *row)
{
    return password_surroundings(store, request->arena, &(struct password_surroundings_in){account_id}, row);
}

/* Whether it is the present password: OK or REFUSED; FAILED when that cannot be told. */
static enum result is_present(const struct request *request, const struct keyring *keyring,
    const struct password_surroundings_out *row, const char *password)
{
    if (row->initial_sealed.data != NULL)
        return initial_password_fits(request->secrets, keyring, row->account_reference, row->slip_number,
            row->initial_sealed, password) ? OK : REFUSED;
    return password_fits(request->secrets, keyring, seal_place_password(request->secrets, row->account_reference), row->hash,
        password);
}

static void check_wish(const struct request *request, const struct password_surroundings_out *row, const char *wanted,
    bool is_common, struct complaints *complaints)
{
    const char *mail_name = text_is_empty(row->mail_address) ? NULL
        : arena_text_part(request->arena, row->mail_address, strcspn(row->mail_address, "@"));
    const char *words[] = {row->login_id, row->family_name, row->given_name, row->family_kana, row->given_kana,
        arena_format(request->arena, "%s%s", row->family_name, row->given_name),
        arena_format(request->arena, "%s%s", row->family_kana, row->given_kana), row->institution_name,
        row->municipality_name, mail_name, row->mail_address};
    password_policy_check(&(struct password_wish){.password = wanted, .has_key = row->has_key != 0, .words = words,
        .word_count = sizeof words / sizeof *words, .is_common = is_common}, "new_password", complaints);
}

static enum result refuse_present(const struct request *request, const struct keyring *keyring,
    const struct password_surroundings_out *row, const char *wanted, struct complaints *complaints)
{
    enum result present = is_present(request, keyring, row, wanted);
    if (present == OK)
        complain(complaints, "new_password", "unchanged", "現在のパスワードと同じです。別のパスワードにしてください。");
    return present == FAILED ? FAILED : OK;
}

enum result password_change_check(struct store *store, const struct request *request, const struct settings *settings,
    const struct keyring *keyring, int64_t account_id, const char *wanted, const char *again,
    struct complaints *complaints)
{
    struct password_surroundings_out row;
    bool is_common = false;
    enum result result = find_surroundings(store, request, account_id, &row);
    if (result == OK)
        result = password_is_common(settings, wanted, &is_common);
    if (result != OK)
        return result;
    if (!text_is_empty(wanted))
        check_wish(request, &row, wanted, is_common, complaints);
    if (!text_equal(wanted, again))
        complain(complaints, "new_password_again", "different",
            "新しいパスワードと確認用の入力が一致しません。同じパスワードを2回入力してください。");
    else if (complaint_about(complaints, "new_password") == NULL)
        return refuse_present(request, keyring, &row, wanted, complaints);
    return OK;
}

enum result password_change_confirm(struct store *store, const struct request *request, const struct keyring *keyring,
    int64_t account_id, const char *password)
{
    struct password_surroundings_out row;
    enum result result = find_surroundings(store, request, account_id, &row);
    if (result != OK)
        return result;
    return is_present(request, keyring, &row, password);
}

enum result password_change_store(struct store *store, int64_t account_id, struct bytes hash)
{
    enum result result = password_write(store, &(struct password_write_in){account_id, hash}, NULL);
    return result != OK ? result : initial_password_drop(store, &(struct initial_password_drop_in){account_id}, NULL);
}
