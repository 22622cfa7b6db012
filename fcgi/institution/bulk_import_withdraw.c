/* [取り込みの取消]: takes a whole import back while all its accounts are 未発行. */
#include "bulk_import.h"

#include "bulk_import_withdraw_view.h"
#include "institution_bulk_import_withdraw_page.h"

static void respond_question(struct context *context, const struct import_shown_out *row,
    const struct complaints *complaints)
{
    struct bulk_import_withdraw_view view = {.file = import_summary_of(context->arena, row), .accounts = row->count_new,
        .added = row->count_added, .possible = row->withdrawable != 0};
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
    struct doctor_registrar registrar = import_registrar(context, withdrawal->row.id);
    int64_t changed = 0;
    int64_t count = 0;
    enum result result = import_withdraw(store, &(struct import_withdraw_in){withdrawal->row.id}, &changed);
    if (result == OK && changed != 1)
        return CONFLICT;
    if (result == OK)
        result = designated_doctor_withdraw(store, context->arena, &registrar, &count);
    if (result == OK)
        result = operation_log(context, "import_withdraw", "import", withdrawal->row.id,
            arena_format(context->arena, "{\"designations\":%lld}", (long long)count));
    return result == OK ? idempotency_claim(context, withdrawal->location) : result;
}

void bulk_import_withdraw_submit(struct context *context)
{
    struct withdrawal withdrawal = {.context = context};
    struct complaints complaints = complaints_in(context->arena);
    enum result result = import_summary_find(context, &withdrawal.row);
    if (result != OK)
        return respond_result(context, result);
    withdrawal.location =
        arena_format(context->arena, "/institution/import/job?import=%s", withdrawal.row.reference);
    result = store_transaction(context->store, withdraw_body, &withdrawal);
    if (result == REFUSED || result == CONFLICT) {
        complain(&complaints, "", "not_withdrawable",
            "この取り込みは取り消せません。通知書を出力したID、または利用を始めたIDがあります。［医療機関ユーザ検索］で1件ずつ手続きしてください。");
        withdrawal.row.withdrawable = 0;
        return respond_question(context, &withdrawal.row, &complaints);
    }
    if (result != OK)
        return respond_result(context, result);
    flash(context, "import_withdrawn");
    response_see_other(context->response, withdrawal.location);
}
