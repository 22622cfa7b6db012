/* Printing notices: read, check, mark and log in one transaction; then draw. A drawing that fails leaves
 * 発行済 behind, and the notice can be printed again. */
#include "notice.h"

#include "criteria.h"
#include "doctor_life.h"
#include "institution_notice_refused_page.h"
#include "issuance.h"
#include "notice_gaps.h"
#include "notice_refused_view.h"
#include "notice_sheet.h"
#include "notice_store.h"
#include "number.h"
#include "text.h"

const struct field_spec notice_fields[] = {
    {"designation", "対象のID", FIELD_CODE, 22, FIELD_REQUIRED},
    {0},
};

const struct field_spec notice_print_fields[] = {
    CRITERIA_FIELDS,
    {"designation", "対象のID", FIELD_CODE, 22, FIELD_REQUIRED},
    {"confirmed", "確認済み", FIELD_CODE, 3, 0},
    {0},
};

const struct field_spec notices_fields[] = {
    CRITERIA_FIELDS,
    {"designation", "対象のID", FIELD_CODE, 22, FIELD_MANY},
    {"covers", "医療機関ごとの表紙", FIELD_CODE, 3, 0},
    {"confirmed", "確認済み", FIELD_CODE, 3, 0},
    {0},
};

const struct field_spec notices_all_fields[] = {
    CRITERIA_FIELDS,
    {"part", "何番目の1,000件か", FIELD_CODE, 3, FIELD_REQUIRED},
    {"confirmed", "確認済み", FIELD_CODE, 3, 0},
    {0},
};

struct printing {
    struct context *context;
    const char *const *references;
    size_t count;
    bool confirmed;    /* the clerk was told what is left out and which characters cannot be printed */
    bool must_ask;     /* and has to be told now */
    struct notice_question question;
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

static bool row_has_expired(const struct notice_one_out *row)
{
    return !row->added_to_login && row->password_expired;
}

static void check_row(struct printing *printing, const struct notice_one_out *row)
{
    if (!row_is_printable(row))
        complain(&printing->complaints, "designation", "not_printable",
            "%s %s様（ユーザID %s）は、すでに利用を始めています。通知書は「未発行」と「発行済」のIDだけに出力できます。選択から外してください。",
            row->family_name, row->given_name, row->login_id);
    else if (row_has_expired(row))
        complain(&printing->complaints, "designation", "password_expired",
            "%s %s様（ユーザID %s）の初期パスワードは有効期限が切れています。［再発行］を押してから出力してください。",
            row->family_name, row->given_name, row->login_id);
}

/* Keeps the rows that can be printed; the order stays. */
static void leave_out(struct printing *printing)
{
    struct notice_question *question = &printing->question;
    size_t kept = 0;
    question->in_use = 0;
    question->expired = (struct notice_rows){0};
    for (size_t i = 0; i < question->rows.count; i++) {
        const struct notice_one_out row = question->rows.items[i];
        if (!row_is_printable(&row))
            question->in_use++;
        else if (row_has_expired(&row))
            *list_push(printing->context->arena, &question->expired) = row;
        else
            question->rows.items[kept++] = row;
    }
    question->rows.count = kept;
}

static enum result log_rows(struct printing *printing)
{
    const struct notice_rows *rows = &printing->question.rows;
    for (size_t i = 0; i < rows->count; i++) {
        const struct notice_one_out *row = &rows->items[i];
        const char *detail = arena_format(printing->context->arena, "{\"slip\":%d,\"copy\":%d,\"of\":%zu}",
            (int)row->slip_number, (int)row->printed_count + 1, rows->count);
        enum result result = operation_log(printing->context, "notice_print", "designation", row->id, detail);
        if (result != OK)
            return result;
    }
    return OK;
}

/* Chosen IDs are printed all or none; of all results what can be printed, once the clerk knows what is left out. */
static enum result sort_out(struct printing *printing)
{
    struct notice_question *question = &printing->question;
    enum result result = OK;
    if (!text_is_empty(question->part))
        leave_out(printing);
    for (size_t i = 0; i < question->rows.count; i++)
        check_row(printing, &question->rows.items[i]);
    if (printing->complaints.count > 0)
        return REFUSED;
    question->gaps = (struct notice_gaps){0};
    if (!printing->confirmed && question->rows.count > 0)
        result = notice_sheet_gaps(printing->context, &question->rows, &question->gaps);
    printing->must_ask = question->rows.count == 0 || (!printing->confirmed && notice_question_stands(question));
    return result == OK && printing->must_ask ? REFUSED : result;
}

static enum result print_body(struct store *store, void *argument)
{
    struct printing *printing = argument;
    struct context *context = printing->context;
    printing->complaints = complaints_in(context->arena);
    printing->must_ask = false;
    enum result result = notice_read(store, context->arena, context->session.municipality_id, printing->references,
        printing->count, &printing->question.rows);
    if (result == OK)
        result = sort_out(printing);
    if (result == OK)
        result = notice_mark(store, context->arena, &printing->question.rows);
    return result == OK ? log_rows(printing) : result;
}

/* `named`: how many of the complaints name a person. */
static void answer_complaints(struct context *context, const struct criteria_pairs *criteria,
    const struct complaints *complaints, size_t named)
{
    shown_list(context, 0, named, 1);
    struct notice_refused_view view = {.back = notice_list_address(context, criteria)};
    respond_page_complaining(context, "通知書を出力できませんでした", institution_notice_refused_page, &view, complaints);
}

/* An ID was deleted or moved after the list was drawn. Whose it was cannot be told any more; the list, searched again, can. */
static void answer_overtaken(struct printing *printing, enum result result)
{
    struct context *context = printing->context;
    const struct overtaken words = {
        .title = "通知書を出力できませんでした",
        .gone = printing->count == 1 ? doctor_life_gone
            : "選んだIDの中に、もう見つからないIDがあります。ほかの人が先に削除または移管しました。通知書は1件も出力していません。",
        .changed = "",
        .link = notice_list_address(context, &printing->question.criteria),
        .link_label = "医療機関ユーザ検索を開く",
        .remedy = "下のリンクで同じ条件の一覧を新しく開き、もう一度選んでください。",
    };
    respond_overtaken(context, result, &words);
}

/* Prints the designations and answers the PDF, or says why not. */
static void print(struct printing *printing)
{
    struct context *context = printing->context;
    const struct notice_question *question = &printing->question;
    enum result result = store_transaction(context->store, print_body, printing);
    if (result == REFUSED && printing->complaints.count > 0)
        return answer_complaints(context, &question->criteria, &printing->complaints, printing->complaints.count);
    if (result == REFUSED && printing->must_ask)
        return notice_gaps_answer(context, question);
    if (result == OK)
        result = notice_sheet_answer(context, &question->rows, question->with_covers);
    if (result != OK)
        answer_overtaken(printing, result);
}

static void refuse_empty(struct context *context, const struct criteria_pairs *criteria)
{
    struct complaints complaints = complaints_in(context->arena);
    complain(&complaints, "designation", "required", "通知書を出力するIDを選んでください。出力できるのは「未発行」と「発行済」のIDです。");
    answer_complaints(context, criteria, &complaints, 0);
}

static bool is_yes(struct context *context, const char *name)
{
    return text_equal(field(context->fields, name), "yes");
}

static struct criteria_pairs conditions(struct context *context)
{
    struct doctor_criteria criteria = criteria_read(context);
    return criteria_pairs(context->arena, &criteria);
}

void notice_download(struct context *context)
{
    const char *reference = field(context->fields, "designation");
    struct printing printing = {.context = context, .references = &reference, .count = 1,
        .confirmed = is_yes(context, "confirmed"), .question = {.criteria = conditions(context), .part = ""}};
    print(&printing);
}

void notices_download(struct context *context)
{
    size_t count = field_count(context->fields, "designation");
    struct notice_question question = {
        .criteria = conditions(context), .part = "", .with_covers = is_yes(context, "covers")};
    if (count == 0 || count > NOTICE_BUNDLE_MOST)
        return refuse_empty(context, &question.criteria);
    const char **references = arena_make_array(context->arena, const char *, count);
    for (size_t i = 0; i < count; i++)
        references[i] = field_at(context->fields, "designation", i);
    struct printing printing = {.context = context, .references = references, .count = count,
        .confirmed = is_yes(context, "confirmed"), .question = question};
    print(&printing);
}

/* The results of a part, by institution. */
static enum result find_part(struct context *context, struct doctor_criteria criteria, struct doctor_search_rows *found)
{
    int64_t part = 1;
    (void)number_read(field(context->fields, "part"), 1, 200, &part);
    criteria.order = DOCTOR_ORDER_INSTITUTION;
    return doctor_search(context->store, context->arena, context->session.municipality_id, &criteria,
        (part - 1) * NOTICE_BUNDLE_MOST, NOTICE_BUNDLE_MOST, found);
}

void notices_download_all(struct context *context)
{
    struct doctor_criteria criteria = criteria_read(context);
    struct doctor_search_rows found = {0};
    struct notice_question question = {.criteria = criteria_pairs(context->arena, &criteria),
        .part = field(context->fields, "part"), .with_covers = true};
    if (fields_complaints(context->fields)->count > 0)
        return answer_complaints(context, &question.criteria, fields_complaints(context->fields), 0);
    enum result result = find_part(context, criteria, &found);
    if (result != OK)
        return respond_result(context, result);
    if (found.count == 0)
        return refuse_empty(context, &question.criteria);
    const char **references = arena_make_array(context->arena, const char *, found.count);
    for (size_t i = 0; i < found.count; i++)
        references[i] = found.items[i].reference;
    struct printing printing = {.context = context, .references = references, .count = found.count,
        .confirmed = is_yes(context, "confirmed"), .question = question};
    print(&printing);
}
