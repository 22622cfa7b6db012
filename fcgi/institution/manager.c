/* 責任者 of an institution, for a municipality that has doctors there: who it is, and what may be done for them. A
 * 責任者 who is no doctor stands in no list of doctors. An institution without one gets it here. */
#include "designation_kind.h"
#include "institution_manager_page.h"
#include "institution_vacancies_page.h"
#include "issuance.h"
#include "list.h"
#include "manager.h"
#include "manager_store.h"
#include "manager_view.h"
#include "staff_query.h"
#include "text.h"
#include "user_desk.h"
#include "vacancies_view.h"

enum { VACANCIES_SHOWN = 100 };

const struct field_spec manager_fields[] = {{"institution", "医療機関番号", FIELD_CODE, 10, FIELD_REQUIRED}, {0}};

const struct field_spec manager_appoint_fields[] = {
    {"institution", "医療機関番号", FIELD_CODE, 10, FIELD_REQUIRED},
    {"account", "責任者に任命するユーザ", FIELD_CODE, 22, FIELD_REQUIRED},
    {0},
};

static const char *page_of(struct context *context)
{
    return arena_format(context->arena, "/institution/users/manager?institution=%s",
        field(context->fields, "institution"));
}

static struct user_steps steps_of(struct context *context, const struct staff_managers_out *row)
{
    struct user_facts facts = {row->account_reference, RELATION_ISSUER, row->locked != 0, row->has_key != 0};
    struct user_steps steps = {0};
    user_step_offer(context, &steps, "/institution/users", ACTION_PASSWORD_RESET, &facts);
    user_step_offer(context, &steps, "/institution/users", ACTION_UNLOCK, &facts);
    user_step_offer(context, &steps, "/institution/users", ACTION_KEY_REISSUE, &facts);
    return steps;
}

/* another municipality's doctor is known by name only, as the 責任者 in office. */
static struct manager_person foreign_person(struct context *context, const struct staff_managers_out *row)
{
    return (struct manager_person){
        .name = arena_format(context->arena, "%s　%s", row->family_name, row->given_name),
        .search = "",
        .expected = text_equal(row->state, "pending"),
    };
}

static struct manager_person person_of(struct context *context, const struct staff_managers_out *row)
{
    if (row->issued_here == 0)
        return foreign_person(context, row);
    bool doctor = text_equal(row->role, role_word(ROLE_DOCTOR));
    struct issue_facts facts = {.stored_state = row->issue_state, .locked = row->locked != 0};
    return (struct manager_person){
        .reference = row->account_reference,
        .name = arena_format(context->arena, "%s　%s", row->family_name, row->given_name),
        .login_id = row->login_id,
        .role = role_label(role_from_word(row->role)),
        .state = issue_state_label(issue_state_of(&facts)),
        .state_word = issue_state_word(issue_state_of(&facts)),
        .search = doctor ? arena_format(context->arena, "/institution/users?login_id=%s", row->login_id) : "",
        .issued_here = true,
        .expected = text_equal(row->state, "pending"),
        .printable = text_equal(row->role, role_word(ROLE_MANAGER)) && row->slip_printable != 0,
        .steps = steps_of(context, row),
    };
}

static enum result add_candidates(struct context *context, struct manager_view *view)
{
    struct manager_candidates_rows rows;
    enum result result = manager_candidates(context->store, context->arena,
        &(struct manager_candidates_in){context->session.municipality_id, view->institution_code}, &rows);
    for (size_t i = 0; result == OK && i < rows.count; i++) {
        const struct manager_candidates_out *row = &rows.items[i];
        struct issue_facts facts = {.stored_state = row->issue_state, .locked = row->locked != 0,
            .expires_on = row->expires_on, .today = row->today};
        *list_push(context->arena, &view->candidates) = (struct manager_candidate){
            .reference = row->reference,
            .name = arena_format(context->arena, "%s　%s", row->family_name, row->given_name),
            .login_id = row->login_id,
            .kinds = designation_kind_labels(context->arena, row->kinds),
            .state = issue_state_label(issue_state_of(&facts)),
            .state_word = issue_state_word(issue_state_of(&facts)),
        };
    }
    view->has_candidates = view->candidates.count > 0;
    return result;
}

static enum result read_page(struct context *context, struct manager_view *view)
{
    struct staff_managers_rows rows = {0};
    struct staff_managers_in in = {
        .municipality_id = context->session.municipality_id, .institution_code = field(context->fields, "institution")};
    enum result result = staff_managers(context->store, context->arena, &in, &rows);
    if (result != OK || rows.count == 0)
        return result == OK ? NOT_FOUND : result;
    *view = (struct manager_view){
        .institution = arena_format(context->arena, "%s（%s）", rows.items[0].institution_name, in.institution_code),
        .institution_code = in.institution_code,
        .vacant = true,
    };
    for (size_t i = 0; i < rows.count; i++) {
        if (rows.items[i].account_reference != NULL)
            *list_push(context->arena, &view->people) = person_of(context, &rows.items[i]);
        view->vacant = view->vacant && !text_equal(rows.items[i].state, "active");
    }
    result = view->vacant ? add_candidates(context, view) : OK;
    shown_list(context, rows.items[0].institution_id, view->people.count + view->candidates.count, 1);
    return result;
}

static void respond(struct context *context, const struct complaints *complaints)
{
    struct manager_view view;
    enum result result = read_page(context, &view);
    if (result != OK)
        return respond_result(context, result);
    respond_page_complaining(context, "医療機関の責任者", institution_manager_page, &view, complaints);
}

void manager_show(struct context *context)
{
    respond(context, NULL);
}

static enum result appoint_body(struct store *store, void *argument)
{
    struct context *context = argument;
    struct account_target target;
    enum result result = user_desk_find(store, context, ACTION_MANAGER_APPOINT, &target);
    if (result != OK)
        return result;
    struct manager_vacancy vacancy = {.municipality_id = context->session.municipality_id,
        .institution_code = field(context->fields, "institution"), .account_id = target.row.account_id};
    result = manager_fill(store, context->arena, &vacancy);
    if (result == OK)
        result = operation_log(context, "manager_appoint", "account", vacancy.account_id,
            arena_format(context->arena, "{\"institution\":\"%s\"}", vacancy.institution_code));
    return result == OK ? idempotency_claim(context, page_of(context)) : result;
}

void manager_appoint_submit(struct context *context)
{
    enum result result = store_transaction(context->store, appoint_body, context);
    if (result == CONFLICT) {
        struct complaints complaints = complaints_in(context->arena);
        complain(&complaints, "", "occupied", "この医療機関には、すでに責任者がいます。任命は行いませんでした。下の表示を確認してください。");
        return respond(context, &complaints);
    }
    if (result != OK)
        return respond_result(context, result);
    flash(context, "manager_appointed");
    response_see_other(context->response, page_of(context));
}

void vacancies_show(struct context *context)
{
    struct manager_vacancies_rows rows;
    struct vacancies_view view = {0};
    enum result result = manager_vacancies(context->store, context->arena,
        &(struct manager_vacancies_in){context->session.municipality_id, VACANCIES_SHOWN + 1}, &rows);
    if (result != OK)
        return respond_result(context, result);
    view.more = rows.count > VACANCIES_SHOWN;
    for (size_t i = 0; i < rows.count && i < VACANCIES_SHOWN; i++)
        *list_push(context->arena, &view.rows) = (struct vacancies_row){.code = rows.items[i].code,
            .name = rows.items[i].name, .doctors = rows.items[i].doctors, .clerks = rows.items[i].clerks,
            .expected = rows.items[i].expected != 0};
    respond_page(context, "責任者がいない医療機関", institution_vacancies_page, &view);
}
