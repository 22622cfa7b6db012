/* The first administrators. Their passwords are on standard output and nowhere else in clear. */
#include "bootstrap.h"

#include "bootstrap_query.h"
#include "initial_password.h"
#include "operation_log_query.h"
#include "token.h"
#include "user_store.h"

enum { ORGANISATIONS = 3 };

struct first {
    enum role role;
    const char *organisation;
    const char *login_id;
    const char *password;
};

struct bootstrap {
    struct arena *arena;
    struct arena *secrets;
    const struct keyring *keyring;
    int64_t days;
    struct first firsts[ORGANISATIONS];
};

static enum result write_log(struct store *store, struct arena *arena, int64_t account_id)
{
    const char *now;
    enum result result = store_now(store, arena, &now);
    if (result != OK)
        return result;
    struct operation_log_insert_in line = {.happened_at = now, .role = "system", .source = "", .request_id = "",
        .action = "bootstrap", .subject_kind = "account", .subject_id = account_id, .outcome = "done"};
    return operation_log_insert(store, &line, NULL);
}

static enum result make_one(struct bootstrap *bootstrap, struct store *store, struct first *first)
{
    struct user_values person = {{"初期", "管理者", "ショキ", "カンリシャ", first->organisation, "", ""}};
    struct user_registration registration = {.role = first->role, .reference = token_reference(bootstrap->arena),
        .login_id = token_login_id(bootstrap->arena), .valid_days = bootstrap->days};
    int64_t account_id = 0;
    first->login_id = registration.login_id;
    registration.sealed = initial_password_seal(bootstrap->arena, bootstrap->secrets, bootstrap->keyring,
        registration.reference, 1, &first->password);
    enum result result = user_register(store, bootstrap->arena, &registration, &person, &account_id);
    return result == OK ? write_log(store, bootstrap->arena, account_id) : result;
}

/* Two at once lock each other out of the gap where the rows would go: one runs again and finds them there. */
static enum result bootstrap_body(struct store *store, void *argument)
{
    struct bootstrap *bootstrap = argument;
    struct bootstrap_present_rows present;
    enum result result = bootstrap_present(store, bootstrap->arena, &present);
    if (result == OK && present.count > 0)
        return CONFLICT;
    for (size_t i = 0; result == OK && i < ORGANISATIONS; i++)
        result = make_one(bootstrap, store, &bootstrap->firsts[i]);
    return result;
}

static int answer(const struct bootstrap *bootstrap, enum result result)
{
    if (result == CONFLICT)
        fprintf(stderr, "nsdb-admin: there are administrators already: they register further users on screen\n");
    if (result != OK)
        return ADMIN_FAILED;
    printf("The first administrators. This is shown once; hand it over and clear the screen.\n");
    for (size_t i = 0; i < ORGANISATIONS; i++)
        printf("%-30s %s  %s\n", role_word(bootstrap->firsts[i].role), bootstrap->firsts[i].login_id,
            bootstrap->firsts[i].password);
    return ADMIN_DONE;
}

int bootstrap_command(struct admin *admin, int argc, char **argv)
{
    (void)argv;
    struct store *store = NULL;
    struct keyring *keyring = NULL;
    struct bootstrap bootstrap = {.arena = admin->arena,
        .secrets = arena_new_wiping(),
        .days = initial_password_days(admin->settings),
        .firsts = {{.role = ROLE_MINISTRY_ADMINISTRATOR, .organisation = "厚生労働省"},
            {.role = ROLE_CONTRACTOR_ADMINISTRATOR, .organisation = "運用事業者"},
            {.role = ROLE_OPERATOR_ADMINISTRATOR, .organisation = "システム運営主体"}}};
    if (argc != 0) {
        fprintf(stderr, "usage: nsdb-admin bootstrap\n");
        return ADMIN_USAGE;
    }
    enum result result =
        keyring_read(bootstrap.secrets, admin_keyring_path(admin), &keyring);
    if (result == OK)
        result = admin_store(admin, &store);
    bootstrap.keyring = keyring;
    if (result == OK)
        result = store_transaction(store, bootstrap_body, &bootstrap);
    int status = answer(&bootstrap, result);
    arena_free(&bootstrap.secrets);
    return status;
}
