/* ユーザ新規登録: the form, the rules, one transaction, and back to the list that shows the new user. */
#include "office.h"
#include "official.h"
#include "official_register_page.h"
#include "official_register_view.h"
#include "token.h"

const struct field_spec official_register_fields[] = {OFFICIAL_FORM_FIELDS, {0}};

static void respond_form(struct context *context, const struct official_values *typed, const struct complaints *complaints)
{
    struct office office = office_of(context);
    struct official_register_view view = {
        .action = office_link(context, "register"),
        .organisation = office.name,
        .role = role_label(office.organisation.member),
        .fields = official_form_draw(context, typed, complaints),
    };
    const char *title = arena_format(context->arena, "%s新規登録", office.noun);
    respond_page_complaining(context, title, official_register_page, &view, complaints);
}

void official_register_show(struct context *context)
{
    struct official_values typed = {{0}};
    struct complaints none = complaints_in(context->arena);
    respond_form(context, &typed, &none);
}

struct registering {
    struct context *context;
    struct official_values checked;
    const char *location;
};

static enum result register_body(struct store *store, void *argument)
{
    struct registering *registering = argument;
    struct context *context = registering->context;
    struct organisation organisation = office_of(context).organisation;
    struct official_credentials credentials = {
        .reference = token_reference(context->arena), .login_id = token_login_id(context->arena)};
    credentials.sealed = office_seal_password(context, credentials.reference, 1);
    int64_t account_id = 0;
    enum result result = official_register(store, context->arena, organisation.member, organisation.municipality_id,
        &registering->checked, &credentials, context->session.account_id, office_password_days(context), &account_id);
    if (result != OK)
        return result;
    const char *detail = arena_format(context->arena, "{\"role\":\"%s\"}", role_word(organisation.member));
    result = operation_log(context, "official_register", "account", account_id, detail);
    registering->location = office_link(context, arena_format(context->arena, "users?login_id=%s", credentials.login_id));
    return result == OK ? idempotency_claim(context, registering->location) : result;
}

void official_register_submit(struct context *context)
{
    struct complaints problems = complaints_in(context->arena);
    struct official_values typed = official_form_read(context);
    struct registering registering = {
        .context = context, .checked = official_check(context->arena, &typed, &problems)};
    if (problems.count > 0)
        return respond_form(context, &typed, &problems);
    enum result result = store_transaction(context->store, register_body, &registering);
    if (result != OK)
        return respond_result(context, result);
    flash(context, "official_registered");
    response_see_other(context->response, registering.location);
}
