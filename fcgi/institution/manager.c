/* 責任者 of an institution, for a municipality that has doctors there: who it is, and what may be done for them. A
 * 責任者 who is no doctor stands in no list of doctors. */
#include "institution_manager_page.h"
#include "issuance.h"
#include "list.h"
#include "manager.h"
#include "manager_view.h"
#include "staff.h"
#include "text.h"

const struct field_spec manager_fields[] = {{"institution", "医療機関番号", FIELD_CODE, 10, FIELD_REQUIRED}, {0}};

static const char *link_if(struct context *context, const struct staff_managers_out *row, enum action action, const char *word)
{
    bool open = rights_allow(context->session.role, action, RELATION_ISSUER) &&
                staff_action_fits(action, row->locked != 0, row->has_key != 0);
    return open ? arena_format(context->arena, "/institution/users/%s?account=%s", word, row->account_reference) : "";
}

static struct manager_person person_of(struct context *context, const struct staff_managers_out *row)
{
    struct issue_facts facts = {.stored_state = row->issue_state, .locked = row->locked != 0};
    return (struct manager_person){
        .reference = row->account_reference,
        .name = arena_format(context->arena, "%s　%s", row->family_name, row->given_name),
        .login_id = row->login_id,
        .role = role_label(role_from_word(row->role)),
        .state = issue_state_label(issue_state_of(&facts)),
        .expected = text_equal(row->state, "pending"),
        .printable = text_equal(row->role, role_word(ROLE_MANAGER)) && row->slip_printable != 0,
        .reset_link = link_if(context, row, ACTION_PASSWORD_RESET, "reset"),
        .unlock_link = link_if(context, row, ACTION_UNLOCK, "unlock"),
        .key_link = link_if(context, row, ACTION_KEY_REISSUE, "key"),
    };
}

void manager_show(struct context *context)
{
    struct staff_managers_rows rows = {0};
    struct staff_managers_in in = {
        .municipality_id = context->session.municipality_id, .institution_code = field(context->fields, "institution")};
    enum result result = staff_managers(context->store, context->arena, &in, &rows);
    if (result == OK && rows.count == 0)
        result = NOT_FOUND;
    if (result != OK)
        return respond_result(context, result);
    struct manager_view view = {
        .institution = arena_format(context->arena, "%s（%s）", rows.items[0].institution_name, in.institution_code), .vacant = true};
    for (size_t i = 0; i < rows.count; i++) {
        if (rows.items[i].account_reference != NULL)
            *list_push(context->arena, &view.people) = person_of(context, &rows.items[i]);
        view.vacant = view.vacant && !text_equal(rows.items[i].state, "active");
    }
    respond_page(context, "医療機関の責任者", institution_manager_page, &view);
}
