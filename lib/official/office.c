/* Whose users these screens show. */
#include "office.h"

#include "seal.h"
#include "token.h"

enum { INITIAL_PASSWORD_DAYS = 90 };

struct office office_of(const struct context *context)
{
    const struct session *session = &context->session;
    struct office office = {
        .organisation = organisation_of(session->role, session->municipality_id), .base = "/operator", .noun = "", .name = ""};
    switch (office.organisation.administrator) {
    case ROLE_MUNICIPALITY_ADMINISTRATOR:
        office.base = "/municipality";
        office.noun = "自治体ユーザ";
        office.name = session->organisation_name;
        break;
    case ROLE_MINISTRY_ADMINISTRATOR:
        office.noun = "厚労省ユーザ";
        office.name = "厚生労働省";
        break;
    case ROLE_CONTRACTOR_ADMINISTRATOR:
        office.noun = "運用事業者ユーザ";
        office.name = "運用事業者";
        break;
    case ROLE_OPERATOR_ADMINISTRATOR:
        office.noun = "システム運営主体ユーザ";
        office.name = "システム運営主体";
        break;
    default: break;
    }
    return office;
}

const char *office_link(struct context *context, const char *rest)
{
    return arena_format(context->arena, "%s/%s", office_of(context).base, rest);
}

const char *office_link_to(struct context *context, const char *rest, const char *reference)
{
    return arena_format(context->arena, "%s/%s?account=%s", office_of(context).base, rest, reference);
}

struct account_asker office_asker(const struct context *context)
{
    return (struct account_asker){
        .account_id = context->session.account_id,
        .role = context->session.role,
        .municipality_id = context->session.municipality_id,
    };
}

enum relation office_relation(const struct context *context)
{
    return role_is_municipal(context->session.role) ? RELATION_OWN_MUNICIPALITY : RELATION_OWN_ORGANISATION;
}

struct bytes office_seal_password(struct context *context, const char *account_reference, int64_t slip_number)
{
    const char *password = token_initial_password(context->secrets);
    const char *associated = arena_format(context->arena, "initial_password:%s:%d", account_reference, (int)slip_number);
    return seal_close(context->arena, context->keyring, (struct bytes){(const uint8_t *)password, strlen(password)}, associated);
}

int64_t office_password_days(const struct context *context)
{
    return settings_number(context->settings, "initial_password_days", INITIAL_PASSWORD_DAYS);
}
