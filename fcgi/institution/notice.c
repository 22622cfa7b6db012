/* Printing notices: read, check, mark and log in one transaction; then draw. A drawing that fails leaves
 * 発行済 behind, and the notice can be printed again. */
#include "notice.h"

#include "criteria.h"
#include "doctor_life.h"
#include "institution_notice_gaps_page.h"
#include "institution_notice_refused_page.h"
#include "issuance.h"
#include "notice_gaps_view.h"
#include "notice_refused_view.h"
#include "notice_sheet.h"
#include "notice_store.h"
#include "number.h"
#include "text.h"

const struct field_spec notice_fields[] = {
    {"designation", "対象のID", FIELD_CODE, 22, FIELD_REQUIRED},
    {"confirmed", "確認済み", FIELD_CODE, 3, 0},
    {0},
};

const struct field_spec notices_fields[] = {
    {"designation", "対象のID", FIELD_CODE, 22, FIELD_MANY},
    {"covers", "医療機関ごとの表紙", FIELD_CODE, 3, 0},
    {"confirmed", "確認済み", FIELD_CODE, 3, 0},
    {0},
};

const struct field_spec notices_all_fields[] = {
    CRITERIA_FIELDS,
    {"part", "何番目の1,000件か", FIELD_CODE, 3, FIELD_REQUIRED},
    {0},
};

struct printing {
    struct context *context;
    const char *const *references;
    size_t count;
    bool skip_unprintable; /* bundles over all results; chosen rows are all or none */
    bool with_covers;
    bool confirmed;        /* the clerk was told which characters cannot be printed */
    struct notice_gaps gaps;
    struct notice_rows rows;
    struct complaints complaints;
};

static bool row_is_printable(const struct notice_one_out *row)
{
    struct issue_facts facts = {
        .stored_state = row->issue_state,
        .added_to_login = row->added_to_login != 0,
        .expires_on = row->expires_on,
        .today = row->today,
    };
    return issue_notice_printable(&facts);
}

static void check_row(struct printing *printing, const struct notice_one_out *row)
{
    if (!row_is_printable(row))
        complain(&printing->complaints, "designation", "not_printable",
            "%s %s様（ユーザID %s）は、すでに利用を始めています。通知書は「未発行」と「発行済」のIDだけに出力できます。選択から外してください。",
            row->family_name, row->given_name, row->login_id);
    else if (!row->added_to_login && row->password_expired)
        complain(&printing->complaints, "designation", "password_expired",
            "%s %s様（ユーザID %s）の初期パスワードは有効期限が切れています。［再発行］を押してから出力してください。",
            row->family_name, row->given_name, row->login_id);
}

/* Keeps the rows that can be printed; the order stays. */
static void drop_unprintable(struct notice_rows *rows)
{
    size_t kept = 0;
    for (size_t i = 0; i < rows->count; i++)
        if (row_is_printable(&rows->items[i]) && (rows->items[i].added_to_login || !rows->items[i].password_expired))
            rows->items[kept++] = rows->items[i];
    rows->count = kept;
}

static enum result log_rows(struct printing *printing)
{
    for (size_t i = 0; i < printing->rows.count; i++) {
        const struct notice_one_out *row = &printing->rows.items[i];
        const char *detail = arena_format(printing->context->arena, "{\"slip\":%d,\"copy\":%d,\"of\":%zu}",
            (int)row->slip_number, (int)row->printed_count + 1, printing->rows.count);
        enum result result = operation_log(printing->context, "notice_print", "designation", row->id, detail);
        if (result != OK)
            return result;
    }
    return OK;
}

static enum result print_body(struct store *store, void *argument)
{
    struct printing *printing = argument;
    struct context *context = printing->context;
    printing->complaints = complaints_in(context->arena);
    enum result result = notice_read(store, context->arena, context->session.municipality_id, printing->references,
        printing->count, &printing->rows);
    if (result != OK)
        return result;
    if (printing->skip_unprintable)
        drop_unprintable(&printing->rows);
    for (size_t i = 0; i < printing->rows.count; i++)
        check_row(printing, &printing->rows.items[i]);
    if (printing->complaints.count > 0)
        return REFUSED;
    if (!printing->confirmed)
        result = notice_sheet_gaps(context, &printing->rows, &printing->gaps);
    if (result != OK || printing->gaps.count > 0)
        return result == OK ? REFUSED : result;
    result = notice_mark(store, context->arena, &printing->rows);
    return result == OK ? log_rows(printing) : result;
}

static void answer_complaints(struct context *context, const struct complaints *complaints)
{
    struct notice_refused_view view = {.back = "/institution/users"};
    respond_page_complaining(context, "通知書を出力できませんでした", institution_notice_refused_page, &view, complaints);
}

/* Before anything is marked as printed: whose names a font cannot show as they are. */
static void answer_gaps(struct printing *printing)
{
    struct context *context = printing->context;
    struct notice_gaps_view view = {
        .action = printing->count == 1 ? "/institution/users/notice" : "/institution/users/notices",
        .with_covers = printing->with_covers,
    };
    for (size_t i = 0; i < printing->gaps.count; i++) {
        const struct notice_gap *gap = &printing->gaps.items[i];
        const struct notice_one_out *row = &printing->rows.items[gap->notice];
        *list_push(context->arena, &view.gaps) = (struct notice_gap_view){
            .name = arena_format(context->arena, "%s　%s", row->family_name, row->given_name),
            .login_id = row->login_id,
            .character = gap->gap.character,
            .code = gap->gap.code,
            .is_variant = gap->gap.is_variant,
        };
    }
    for (size_t i = 0; i < printing->rows.count; i++)
        *list_push(context->arena, &view.references) = (struct notice_reference){printing->rows.items[i].reference};
    respond_page(context, "通知書に印字できない文字があります", institution_notice_gaps_page, &view);
}

/* Prints the designations and answers the PDF, or says why not. */
static void print(struct printing *printing)
{
    struct context *context = printing->context;
    enum result result = store_transaction(context->store, print_body, printing);
    if (result == REFUSED && printing->complaints.count > 0)
        return answer_complaints(context, &printing->complaints);
    if (result == REFUSED && printing->gaps.count > 0)
        return answer_gaps(printing);
    if (result == OK)
        result = notice_sheet_answer(context, &printing->rows, printing->with_covers);
    if (result != OK)
        doctor_life_overtaken(context, result, "通知書を出力できませんでした", "");
}

static void refuse_empty(struct context *context)
{
    struct complaints complaints = complaints_in(context->arena);
    complain(&complaints, "designation", "required", "通知書を出力するIDを選んでください。出力できるのは「未発行」と「発行済」のIDです。");
    answer_complaints(context, &complaints);
}

static bool is_yes(struct context *context, const char *name)
{
    return text_equal(field(context->fields, name), "yes");
}

void notice_download(struct context *context)
{
    const char *reference = field(context->fields, "designation");
    struct printing printing = {
        .context = context, .references = &reference, .count = 1, .confirmed = is_yes(context, "confirmed")};
    print(&printing);
}

void notices_download(struct context *context)
{
    size_t count = field_count(context->fields, "designation");
    if (count == 0 || count > NOTICE_BUNDLE_MOST)
        return refuse_empty(context);
    const char **references = arena_make_array(context->arena, const char *, count);
    for (size_t i = 0; i < count; i++)
        references[i] = field_at(context->fields, "designation", i);
    struct printing printing = {
        .context = context,
        .references = references,
        .count = count,
        .with_covers = is_yes(context, "covers"),
        .confirmed = is_yes(context, "confirmed"),
    };
    print(&printing);
}

void notices_download_all(struct context *context)
{
    struct doctor_criteria criteria = criteria_read(context);
    struct doctor_search_rows found = {0};
    int64_t part = 1;
    (void)number_read(field(context->fields, "part"), 1, 200, &part);
    criteria.order = DOCTOR_ORDER_INSTITUTION;
    enum result result = doctor_search(context->store, context->arena, context->session.municipality_id, &criteria,
        (part - 1) * NOTICE_BUNDLE_MOST, NOTICE_BUNDLE_MOST, &found);
    if (result != OK)
        return respond_result(context, result);
    const char **references = arena_make_array(context->arena, const char *, found.count);
    for (size_t i = 0; i < found.count; i++)
        references[i] = found.items[i].reference;
    struct printing printing = {
        .context = context, .references = references, .count = found.count, .skip_unprintable = true,
        .with_covers = true};
    if (found.count == 0)
        return refuse_empty(context);
    print(&printing);
}
