/* Whose users these screens show. */
#include "office.h"

struct office office_of(const struct context *context)
{
    const struct session *session = &context->session;
    struct office office = {
        .organisation = organisation_of(session->role, session->municipality_id), .base = "/operator", .noun = "",
        .name = ""};
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
