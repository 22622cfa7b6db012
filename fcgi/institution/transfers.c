/* 移管の依頼: who asked whom, and the decisions of the issuer (approve, refuse) and of who asked (withdraw). */
#include "transfers.h"

#include "clock.h"
#include "designation_kind.h"
#include "doctor_credentials.h"
#include "institution_transfer_decide_page.h"
#include "institution_transfers_page.h"
#include "mail_order.h"
#include "text.h"
#include "transfer_decide_view.h"
#include "transfer_store.h"
#include "transfers_view.h"

const struct field_spec transfer_fields[] = {
    {"transfer", "移管の依頼", FIELD_CODE, 22, FIELD_REQUIRED},
    {0},
};

const struct field_spec transfer_approve_fields[] = {
    {"transfer", "移管の依頼", FIELD_CODE, 22, FIELD_REQUIRED},
    {"confirmed", "確認", FIELD_CODE, 3, 0},
    {0},
};

const struct field_spec transfer_refuse_fields[] = {
    {"transfer", "移管の依頼", FIELD_CODE, 22, FIELD_REQUIRED},
    {"reason", "却下の理由", FIELD_TEXT, 300, 0},
    {0},
};

static struct transfer_row row_view(struct arena *arena, const struct transfer_list_out *row)
{
    return (struct transfer_row){
        .reference = row->reference,
        .typed_name = arena_format(arena, "%s　%s", row->family_name, row->given_name),
        .account_name = text_or(row->account_name, ""),
        .login_id = text_or(row->login_id, ""),
        .register_number = row->register_number,
        .kind = designation_kind_label(designation_kind_from_word(row->kind)),
        .number = row->number,
        .institution = arena_format(arena, "%s（%s）", row->institution_name, row->institution_code),
        .department = row->department,
        .certified_on = day_japanese(arena, row->certified_on),
        .expires_on = day_japanese(arena, row->expires_on),
        .from = row->from_name,
        .to = row->to_name,
        .state = transfer_state_label(row->state),
        .requested_at = clock_japanese(arena, row->requested_at),
        .decided_at = clock_japanese(arena, row->decided_at),
        .reason = row->reason,
        .open = text_equal(row->state, "requested"),
        .ended = text_equal(row->state, "ended"),
    };
}

static enum result read_list(struct context *context, struct transfer_list_rows *rows_out)
{
    struct transfer_list_in in = {.municipality_id = context->session.municipality_id};
    return transfer_list(context->store, context->arena, &in, rows_out);
}

static void respond_list(struct context *context, const struct complaints *complaints)
{
    struct transfers_view view = {0};
    struct transfer_list_rows rows = {0};
    enum result result = read_list(context, &rows);
    if (result != OK)
        return respond_result(context, result);
    for (size_t i = 0; i < rows.count; i++) {
        struct transfer_rows *list = rows.items[i].sent ? &view.sent : &view.received;
        *list_push(context->arena, list) = row_view(context->arena, &rows.items[i]);
    }
    shown_list(context, rows.count == 1 ? rows.items[0].from_designation_id : 0, rows.count, 1);
    respond_page_complaining(context, "移管の依頼", institution_transfers_page, &view, complaints);
}

void transfers_show(struct context *context)
{
    respond_list(context, NULL);
}

/* The page of one received request; decided ones answer like missing ones: the list shows them. */
static void respond_decide(struct context *context, const char *reason, const struct complaints *complaints)
{
    struct transfer_list_rows rows = {0};
    enum result result = read_list(context, &rows);
    for (size_t i = 0; result == OK && i < rows.count; i++) {
        if (rows.items[i].sent || !text_equal(rows.items[i].reference, field(context->fields, "transfer")))
            continue;
        if (!text_equal(rows.items[i].state, "requested"))
            return response_see_other(context->response, "/institution/transfers");
        struct transfer_decide_view view = {
            .row = row_view(context->arena, &rows.items[i]),
            .reason = reason,
            .confirmed_error = complaint_about(complaints, "confirmed"),
            .reason_error = complaint_about(complaints, "reason"),
        };
        shown_one(context, rows.items[i].from_designation_id);
        return respond_page_complaining(context, "移管の承認・却下", institution_transfer_decide_page, &view, complaints);
    }
    respond_result(context, result == OK ? NOT_FOUND : result);
}

void transfer_decide_show(struct context *context)
{
    struct complaints none = complaints_in(context->arena);
    respond_decide(context, "", &none);
}

/* A decision on its way through its transaction. */
struct deciding {
    struct context *context;
    struct transfer_decider decider;
    struct transfer transfer;
};

static struct deciding deciding_of(struct context *context)
{
    return (struct deciding){
        .context = context,
        .decider = {.account_id = context->session.account_id, .municipality_id = context->session.municipality_id,
            .source = context->request->source, .request_id = context->request->id},
    };
}

static enum result finish(struct deciding *deciding, const char *action)
{
    struct context *context = deciding->context;
    const struct transfer_lock_out *row = &deciding->transfer.row;
    const char *detail = arena_format(context->arena, "{\"transfer\":%d,\"from\":%d,\"to\":%d,\"designation\":%d}",
        (int)row->transfer_id, (int)row->from_municipality_id, (int)row->to_municipality_id,
        (int)deciding->transfer.designation_id);
    enum result result = operation_log(context, action, "designation", row->from_designation_id, detail);
    return result == OK ? idempotency_claim(context, "/institution/transfers") : result;
}

static enum result order_mail(struct deciding *deciding, const struct transfer_municipalities_out *sides,
    const struct transfer_told_out *told)
{
    struct context *context = deciding->context;
    const struct transfer_lock_out *row = &deciding->transfer.row;
    struct mail_order order = {.account_id = told->account_id, .recipient = told->mail_address,
        .kind = told->is_doctor ? "designation_transferred" : "institution_transfer",
        .request_id = context->request->id};
    mail_order_value(context->arena, &order, "scheme", scheme_label(scheme_from_word(row->scheme)));
    mail_order_value(context->arena, &order, "municipality_before", sides->from_name);
    mail_order_value(context->arena, &order, "municipality", sides->to_name);
    return mail_order_put(context->store, context->arena, context->keyring, &order);
}

static enum result order_mails(struct deciding *deciding)
{
    struct context *context = deciding->context;
    const struct transfer *transfer = &deciding->transfer;
    struct transfer_municipalities_out sides;
    enum result result = transfer_municipalities(context->store, context->arena,
        &(struct transfer_municipalities_in){.from_municipality_id = transfer->row.from_municipality_id,
            .to_municipality_id = transfer->row.to_municipality_id}, &sides);
    for (size_t i = 0; result == OK && i < transfer->told.count; i++)
        result = order_mail(deciding, &sides, &transfer->told.items[i]);
    return result;
}

static enum result approve_body(struct store *store, void *argument)
{
    struct deciding *deciding = argument;
    struct context *context = deciding->context;
    struct doctor_credentials credentials = doctor_credentials_make(context->arena, context->secrets, context->keyring);
    enum result result = transfer_approve(store, context->arena, &deciding->decider, field(context->fields, "transfer"),
        &credentials, &deciding->transfer);
    if (result == OK)
        result = order_mails(deciding);
    return result == OK ? finish(deciding, "transfer_approve") : result;
}

static enum result refuse_body(struct store *store, void *argument)
{
    struct deciding *deciding = argument;
    struct context *context = deciding->context;
    enum result result = transfer_refuse(store, context->arena, &deciding->decider, field(context->fields, "transfer"),
        field(context->fields, "reason"), &deciding->transfer);
    return result == OK ? finish(deciding, "transfer_refuse") : result;
}

static enum result withdraw_body(struct store *store, void *argument)
{
    struct deciding *deciding = argument;
    struct context *context = deciding->context;
    enum result result = transfer_withdraw(store, context->arena, &deciding->decider,
        field(context->fields, "transfer"), &deciding->transfer);
    return result == OK ? finish(deciding, "transfer_withdraw") : result;
}

static const struct overtaken overtaken = {
    .title = "移管の依頼",
    .gone = "この依頼は見つからないか、あなたの自治体が決める依頼ではありません。",
    .changed = "この医師の登録が、ほかの人によって同時に変更されました。",
    .link = "/institution/transfers",
    .link_label = "移管の依頼を開く",
};

/* Who comes second reads why above the list, which shows how it ended. */
static void run(struct context *context, enum result (*body)(struct store *store, void *argument), const char *message)
{
    struct deciding deciding = deciding_of(context);
    enum result result = designated_doctor_transaction(context->store, body, &deciding);
    if (result == REFUSED && deciding.transfer.complaints.count > 0)
        return respond_list(context, &deciding.transfer.complaints);
    if (result != OK)
        return respond_overtaken(context, result, &overtaken);
    flash(context, message);
    response_see_other(context->response, "/institution/transfers");
}

void transfer_approve_submit(struct context *context)
{
    struct complaints complaints = complaints_in(context->arena);
    if (!text_equal(field(context->fields, "confirmed"), "yes")) {
        complain(&complaints, "confirmed", "required", "同じ医師であることを確認し、チェックを付けてください。");
        return respond_decide(context, "", &complaints);
    }
    run(context, approve_body, "transfer_approved");
}

void transfer_refuse_submit(struct context *context)
{
    struct complaints complaints = complaints_in(context->arena);
    if (text_is_empty(field(context->fields, "reason"))) {
        complain(&complaints, "reason", "required", "却下の理由を入力してください。依頼した自治体に示されます。");
        return respond_decide(context, "", &complaints);
    }
    run(context, refuse_body, "transfer_refused");
}

void transfer_withdraw_submit(struct context *context)
{
    run(context, withdraw_body, "transfer_withdrawn");
}
