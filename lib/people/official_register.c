/* ユーザ新規登録: the form, the rules, one transaction, and back to the list that shows the new user. */
#include "initial_password.h"
#include "office.h"
#include "official.h"
#include "official_register_view.h"
#include "people_official_register_page.h"
#include "user_credentials.h"

const struct field_spec official_register_fields[] = {USER_FORM_FIELDS, {0}};

static void respond_form(struct context *context, const struct user_values *typed, const struct complaints *complaints)
{
    struct office office = office_of(context);
    struct official_register_view view = {
        .action = office_link(context, "register"),
        .organisation = office.name,
        .role = role_label(office.organisation.member),
        .fields = user_form_draw(context, typed, complaints),
    };
    const char *title = arena_format(context->arena, "%s新規登録", office.noun);
    respond_page_complaining(context, title, people_official_register_page, &view, complaints);
}

void official_register_show(struct context *context)
{
    struct user_values typed = {{0}};
    struct complaints none = complaints_in(context->arena);
    respond_form(context, &typed, &none);
}

struct registering {
    struct context *context;
    struct user_values checked;
    const char *location;
};

static enum result register_body(struct store *store, void *argument)
{
    struct registering *registering = argument;
    struct context *context = registering->context;
    struct organisation organisation = office_of(context).organisation;
    struct user_registration registration = {
        .role = organisation.member,
        .municipality_id = organisation.municipality_id,
        .created_by = context->session.account_id,
        .valid_days = initial_password_days(context->settings),
    };
    int64_t account_id = 0;
    user_credentials_add(context->arena, context->secrets, context->keyring, &registration, NULL);
    enum result result = user_register(store, context->arena, &registration, &registering->checked, &account_id);
    if (result != OK)
        return result;
    const char *detail = arena_format(context->arena, "{\"role\":\"%s\"}", role_word(organisation.member));
    result = operation_log(context, "official_register", "account", account_id, detail);
    registering->location = office_link(context, arena_format(context->arena, "users?login_id=%s",
        registration.login_id));
    return result == OK ? idempotency_claim(context, registering->location) : result;
}

void official_register_submit(struct context *context)
{
    struct complaints problems = complaints_in(context->arena);
    struct user_values typed = user_form_read(context);
    struct registering registering = {
        .context = context, .checked = user_check(context->arena, &typed, &problems)};
    if (problems.count > 0)
        return respond_form(context, &typed, &problems);
    enum result result = store_transaction(context->store, register_body, &registering);
    if (result != OK)
        return respond_result(context, result);
    flash(context, "official_registered");
    response_see_other(context->response, registering.location);
}
