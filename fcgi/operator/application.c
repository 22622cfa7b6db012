/* One application list: its steps and applicants, and the steps of 厚労省. */
#include "application_store.h"
#include "application_view.h"
#include "applications.h"
#include "clock.h"
#include "operator_application_page.h"
#include "table_source.h"
#include "text.h"

const struct field_spec application_fields[] = {{"list", "申請リスト", FIELD_CODE, 22, FIELD_REQUIRED}, {0}};

const struct field_spec application_reject_fields[] = {
    {"list", "申請リスト", FIELD_CODE, 22, FIELD_REQUIRED},
    {"reason", "差し戻す理由", FIELD_TEXT, 400, FIELD_REQUIRED},
    {0},
};

static enum result find(struct store *store, struct context *context, struct application_list_one_out *list_out)
{
    struct application_list_one_in in = {
        .contractor = applications_of_contractor(context), .reference = field(context->fields, "list")};
    return application_list_one(store, context->arena, &in, list_out);
}

static void add_step(struct context *context, struct application_view *view, const char *label, const char *person,
    const char *time)
{
    *list_push(context->arena, &view->steps) = (struct application_step_view){
        label, text_or(person, ""), time == NULL ? "" : clock_japanese(context->arena, time)};
}

static void add_steps(struct context *context, struct application_view *view,
    const struct application_list_one_out *list)
{
    add_step(context, view, "② 申請リストの登録", list->loader, list->loaded_at);
    add_step(context, view, "④ 承認", list->approver, list->approved_at);
    add_step(context, view, "⑤ 運用事業者への登録申請", list->requester, list->requested_at);
    add_step(context, view, "⑥ 自治体管理者ユーザの払出し", list->issuer, list->issued_at);
    if (list->rejected_at != NULL)
        add_step(context, view, "差戻し", list->rejecter, list->rejected_at);
}

static const char *mail_state_label(const char *state)
{
    if (text_is_empty(state))
        return "";
    if (text_equal(state, "sent"))
        return "メール送信済";
    return text_equal(state, "dead") || text_equal(state, "void") ? "メールを送れませんでした" : "メール送信待ち";
}

static enum result add_persons(struct context *context, struct application_view *view, int64_t list_id)
{
    struct application_rows_rows rows;
    enum result result =
        application_rows(context->store, context->arena, &(struct application_rows_in){.list_id = list_id}, &rows);
    for (size_t i = 0; result == OK && i < rows.count; i++) {
        const struct application_rows_out *row = &rows.items[i];
        *list_push(context->arena, &view->persons) = (struct application_person){
            .row = row->row_in_file,
            .municipality = arena_format(context->arena, "%s（%s）", row->municipality_name, row->municipality_code),
            .scheme = application_scheme_label(row->scheme),
            .name = arena_format(context->arena, "%s　%s", row->family_name, row->given_name),
            .kana = arena_format(context->arena, "%s　%s", row->family_kana, row->given_kana),
            .department = row->department,
            .telephone = row->telephone,
            .mail = row->mail,
            .postal_code = row->postal_code,
            .address = row->address,
            .login_id = text_or(row->login_id, ""),
            .mail_state = mail_state_label(row->mail_state),
        };
    }
    return result;
}

/* The loader stands to the list as to oneself: such a person cannot approve it. */
static enum relation relation_to(const struct context *context, const struct application_list_one_out *list)
{
    return list->loaded_by == context->session.account_id ? RELATION_SELF : RELATION_OWN_ORGANISATION;
}

static void add_choices(struct context *context, struct application_view *view,
    const struct application_list_one_out *list)
{
    bool contractor = applications_of_contractor(context);
    bool loaded = text_equal(list->state, "loaded");
    bool approved = text_equal(list->state, "approved");
    bool requested = text_equal(list->state, "requested");
    bool approver = rights_allow(context->session.role, ACTION_APPLICATION_LIST_APPROVE, relation_to(context, list));
    view->may_approve = loaded && !contractor && approver;
    view->is_loader = loaded && !contractor && !approver;
    view->may_request = approved && !contractor;
    view->may_issue = requested && contractor;
    view->may_reject = contractor ? requested : loaded || approved || requested;
    view->issued = text_equal(list->state, "issued");
}

void application_respond(struct context *context, const struct complaints *complaints)
{
    struct application_list_one_out list;
    enum result result = find(context->store, context, &list);
    if (result != OK)
        return respond_result(context, result);
    bool rejecting = context->route->fields == application_reject_fields;
    struct application_view view = {
        .back = applications_base(context),
        .reference = list.reference,
        .file_name = list.file_name,
        .sha256 = list.sha256,
        .format = table_format_label(list.file_format),
        .state = application_state_label(list.state),
        .chip = application_state_chip(list.state),
        .reason = list.reason,
        .reject_action = arena_format(context->arena, "%s/reject", applications_base(context)),
        .typed_reason = rejecting ? field(context->fields, "reason") : "",
        .reason_error = complaints == NULL ? "" : complaint_about(complaints, "reason"),
    };
    add_steps(context, &view, &list);
    add_choices(context, &view, &list);
    result = add_persons(context, &view, list.id);
    if (result != OK)
        return respond_result(context, result);
    shown_list(context, list.id, view.persons.count + 1, 1); /* the applicants, and who took the steps */
    respond_page_complaining(context, "申請リスト", operator_application_page, &view, complaints);
}

void application_show(struct context *context)
{
    application_respond(context, NULL);
}

struct stepping {
    struct context *context;
    enum application_step step;
    const char *log;
    const char *location;
};

static enum result step_body(struct store *store, void *argument)
{
    struct stepping *stepping = argument;
    struct context *context = stepping->context;
    struct application_list_one_out list;
    const char *reason = stepping->step == APPLICATION_REJECT ? field(context->fields, "reason") : "";
    enum result result = find(store, context, &list);
    if (result == OK && !rights_allow(context->session.role, context->route->right, relation_to(context, &list)) &&
        !applications_of_contractor(context))
        return REFUSED;
    if (result == OK)
        result = application_step_take(store, list.id, context->session.account_id, stepping->step, reason);
    if (result == OK)
        result = operation_log(context, stepping->log, "application_list", list.id, NULL);
    stepping->location = arena_format(context->arena, "%s/list?list=%s", applications_base(context), list.reference);
    return result == OK ? idempotency_claim(context, stepping->location) : result;
}

static void complain_and_show(struct context *context, const char *code, const char *message)
{
    struct complaints complaints = complaints_in(context->arena);
    complain(&complaints, "", code, "%s", message);
    application_respond(context, &complaints);
}

static void take_step(struct context *context, enum application_step step, const char *log, const char *message)
{
    struct stepping stepping = {.context = context, .step = step, .log = log};
    enum result result = store_transaction(context->store, step_body, &stepping);
    if (result == REFUSED && step == APPLICATION_APPROVE)
        return complain_and_show(context, "two_persons",
            "申請リストを登録した本人は承認できません。ほかの厚労省ユーザが承認してください。");
    if (result == CONFLICT)
        return complain_and_show(context, "changed",
            "この画面を開いたあとに、ほかの人が申請リストを先に進めました。いまの状態を確認してください。");
    if (result != OK)
        return respond_result(context, result);
    flash(context, message);
    response_see_other(context->response, stepping.location);
}

void application_approve(struct context *context)
{
    take_step(context, APPLICATION_APPROVE, "application_approve", "application_approved");
}

void application_request(struct context *context)
{
    take_step(context, APPLICATION_REQUEST, "application_request", "application_requested");
}

void application_reject(struct context *context)
{
    const struct complaints *complaints = fields_complaints(context->fields);
    if (complaints->count > 0)
        return application_respond(context, complaints);
    take_step(context, APPLICATION_REJECT, "application_reject", "application_rejected");
}
