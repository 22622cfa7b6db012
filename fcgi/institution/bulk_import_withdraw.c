/* [取り込みの取消]: has the worker take a whole import back while all its accounts are 未発行. */
#include "bulk_import.h"

#include "bulk_import_withdraw_view.h"
#include "import_state.h"
#include "institution_bulk_import_withdraw_page.h"
#include "text.h"
#include "worker_wake.h"

static void respond_question(struct context *context, const struct import_shown_out *row,
    const struct complaints *complaints)
{
    struct bulk_import_withdraw_view view = {.file = import_summary_of(context->arena, row),
        .accounts = row->count_new, .added = row->count_added, .possible = row->withdrawable != 0,
        .in_use = row->withdrawable == 0 && text_equal(row->state, "done")};
    shown_list(context, row->id, import_uploaded_by_others(context, row, 1), 1);
    respond_page_complaining(context, "取り込みの取消", institution_bulk_import_withdraw_page, &view, complaints);
}

void bulk_import_withdraw_show(struct context *context)
{
    struct import_shown_out row;
    enum result result = import_summary_find(context, &row);
    if (result != OK)
        return respond_result(context, result);
    respond_question(context, &row, NULL);
}

struct withdrawal {
    struct context *context;
    struct import_shown_out row;
    const char *location;
};

static enum result withdraw_body(struct store *store, void *argument)
{
    struct withdrawal *withdrawal = argument;
    struct context *context = withdrawal->context;
    int64_t changed = 0;
    enum result result = import_summary_find(context, &withdrawal->row);
    if (result == OK && withdrawal->row.withdrawable == 0 && text_equal(withdrawal->row.state, "done"))
        return REFUSED;
    if (result == OK)
        result = import_withdraw_wanted(store,
            &(struct import_withdraw_wanted_in){.reference = withdrawal->row.reference,
            .municipality_id = context->session.municipality_id, .account_id = context->session.account_id,
            .epoch = context->session.epoch, .request_id = context->request->id}, &changed);
    if (result == OK && changed != 1)
        return CONFLICT;
    if (result == OK)
        result = import_progress_forget(store, &(struct import_progress_forget_in){withdrawal->row.id}, NULL);
    if (result == OK)
        result = operation_log(context, "import_withdraw_ask", "import", withdrawal->row.id, NULL);
    return result == OK ? idempotency_claim(context, withdrawal->location) : result;
}

static void refuse(struct context *context, const struct import_shown_out *row)
{
    struct complaints complaints = complaints_in(context->arena);
    complain(&complaints, "", "not_withdrawable",
        "この取り込みは取り消せません。通知書を出力したID、または利用を始めたIDがあります。"
        "［医療機関ユーザ検索］で1件ずつ手続きしてください。");
    respond_question(context, row, &complaints);
}

/* Who comes second reads in which state the file is now. */
static void tell_state(struct context *context, const struct withdrawal *withdrawal, enum result result)
{
    const struct overtaken words = {
        .title = "取り込みの取消",
        .gone = "この取り込みは見つかりません。",
        .changed = arena_format(context->arena, "この取り込みは、いま「%s」です。ほかの人が先に取り消したか、登録がまだ終わっていません。",
            import_state_label(withdrawal->row.state)),
        .link = withdrawal->location,
        .link_label = "取り込みの結果を見る",
    };
    respond_overtaken(context, result, &words);
}

void bulk_import_withdraw_submit(struct context *context)
{
    struct withdrawal withdrawal = {.context = context, .row = {.state = ""}};
    withdrawal.location =
        arena_format(context->arena, "/institution/import/job?import=%s", field(context->fields, "import"));
    enum result result = store_transaction(context->store, withdraw_body, &withdrawal);
    if (result == REFUSED && withdrawal.row.withdrawable == 0)
        return refuse(context, &withdrawal.row);
    if (result != OK)
        return tell_state(context, &withdrawal, result);
    worker_wake(context->settings);
    response_see_other(context->response, withdrawal.location);
}
