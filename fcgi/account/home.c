/* The first page after sign-in: the role's tasks, and for a municipality the state of its IDs as a picture. */
#include "home.h"

#include "account_home_page.h"
#include "clock.h"
#include "designation_kind.h"
#include "home_query.h"
#include "home_view.h"
#include "import_state.h"
#include "issuance.h"
#include "manager_query.h"
#include "messages.h"
#include "text.h"

enum { PICTURE_WIDTH = 600, SOON_DAYS = 90 };

static const struct task {
    enum action right;
    const char *link;
    const char *label;
    const char *purpose;
} tasks[] = {
    {ACTION_DOCTOR_REGISTER, "/institution/register", "医療機関ユーザ新規登録",
        "指定医を1人ずつ（個別登録）、または名簿のファイルでまとめて（一括登録）登録し、IDを払い出します。"},
    {ACTION_DOCTOR_SEARCH, "/institution/users", "医療機関ユーザ検索",
        "払い出したIDを探し、IDPW発行通知書の出力、再発行、編集をします。"},
    {ACTION_DOCTOR_REGISTER, "/institution/transfers", "移管の依頼",
        "ほかの自治体が発行したIDの移管を依頼し、届いた依頼を承認・却下します。"},
    {ACTION_DOCTOR_REGISTER, "/institution/import/history", "一括登録の履歴",
        "いつ、だれが、どのファイルを取り込んだかを確認します。取り込みの取消もできます。"},
    {ACTION_CLERK_REGISTER, "/staff/register", "医療機関ユーザ新規登録",
        "医療クラーク等（責任者の方は、次の責任者も）を登録し、IDを払い出します。指定医の登録は自治体が行います。"},
    {ACTION_INSTITUTION_USERS, "/staff/users", "医療機関ユーザ検索",
        "医療機関のユーザを探し、IDPW発行通知書の出力、パスワード初期化、ロック解除などをします。"},
    {ACTION_MUNICIPAL_USERS, "/municipality/register", "自治体ユーザ新規登録",
        "所属の自治体職員を登録し、IDを払い出します。"},
    {ACTION_MUNICIPAL_USERS, "/municipality/users", "自治体ユーザ検索",
        "所属の自治体ユーザを探し、IDPW発行通知書の出力、パスワード初期化、ロック解除などをします。"},
    {ACTION_ORGANISATION_USERS, "/operator/register", "ユーザ新規登録",
        "所属の一般ユーザを登録し、IDを払い出します。"},
    {ACTION_ORGANISATION_USERS, "/operator/users", "ユーザ検索",
        "所属のユーザを探し、IDPW発行通知書の出力、パスワード初期化、ロック解除などをします。"},
    {ACTION_APPLICATION_LIST_LOAD, "/operator/applications", "管理者権限のユーザID申請リスト",
        "自治体から届いた申請リストの登録、承認、運用事業者への登録申請をします。"},
    {ACTION_APPLICATION_LIST_ISSUE, "/operator/issuing", "自治体管理者ユーザの払出し",
        "厚労省から登録申請された申請リストの自治体管理者に、ユーザIDを払い出します。"},
    {ACTION_OWN_ACCOUNT, "/account/self", "自アカウント管理",
        "登録内容、パスワード、暗号化鍵ファイル、ログイン中のブラウザを確認・変更します。"},
};

/* only doctors have 兼務先. */
static const char *purpose_of(const struct task *task, enum role role)
{
    if (task->right == ACTION_OWN_ACCOUNT && (role == ROLE_DOCTOR || role == ROLE_DOCTOR_MANAGER))
        return "登録内容、パスワード、ログイン中のブラウザの確認・変更と、兼務先医療機関の登録をします。";
    return task->purpose;
}

static void add_tasks(struct context *context, struct home_view *view)
{
    for (size_t i = 0; i < sizeof tasks / sizeof tasks[0]; i++)
        if (rights_allow(context->session.role, tasks[i].right,
                tasks[i].right == ACTION_OWN_ACCOUNT ? RELATION_SELF : RELATION_NONE))
            *list_push(context->arena, &view->tasks) =
                (struct home_task){tasks[i].link, tasks[i].label, purpose_of(&tasks[i], context->session.role)};
}

static void add_bar(struct context *context, struct home_view *view, enum issue_state state, int64_t count)
{
    *list_push(context->arena, &view->bars) = (struct home_bar){
        .label = issue_state_label(state),
        .state_word = issue_state_word(state),
        .link = arena_format(context->arena, "/institution/users?state=%s", issue_state_word(state)),
        .count = count,
    };
    view->total += count;
}

/* A state that exists is never drawn thinner than can be seen. */
static void size_bars(struct home_view *view)
{
    for (size_t i = 0; i < view->bars.count; i++) {
        struct home_bar *bar = &view->bars.items[i];
        bar->width = view->total == 0 ? 0 : bar->count * PICTURE_WIDTH / view->total;
        if (bar->count > 0 && bar->width < 2)
            bar->width = 2;
    }
}

static enum result add_issue_counts(struct context *context, struct home_view *view)
{
    struct home_issue_counts_out counts;
    enum result result = home_issue_counts(context->store, context->arena,
        &(struct home_issue_counts_in){.municipality_id = context->session.municipality_id}, &counts);
    if (result != OK)
        return result;
    add_bar(context, view, ISSUE_UNISSUED, counts.unissued);
    add_bar(context, view, ISSUE_ISSUED, counts.issued);
    add_bar(context, view, ISSUE_ACTIVE, counts.active);
    add_bar(context, view, ISSUE_LOCKED, counts.locked);
    add_bar(context, view, ISSUE_EXPIRED, counts.expired);
    size_bars(view);
    view->expiring = counts.expiring;
    view->reprint = counts.reprint;
    return OK;
}

static enum result add_vacancies(struct context *context, struct home_view *view)
{
    struct manager_vacancy_count_out count = {0};
    enum result result = manager_vacancy_count(context->store, context->arena,
        &(struct manager_vacancy_count_in){context->session.municipality_id}, &count);
    view->vacancies = count.institutions;
    return result;
}

static enum result add_transfers(struct context *context, struct home_view *view)
{
    struct home_transfers_out transfers = {0};
    enum result result = home_transfers(context->store, context->arena,
        &(struct home_transfers_in){context->session.municipality_id}, &transfers);
    view->transfers = transfers.waiting;
    return result;
}

static enum result add_imports(struct context *context, struct home_view *view)
{
    struct home_imports_rows rows;
    enum result result = home_imports(context->store, context->arena,
        &(struct home_imports_in){.municipality_id = context->session.municipality_id}, &rows);
    for (size_t i = 0; result == OK && i < rows.count; i++)
        *list_push(context->arena, &view->imports) = (struct home_import){
            .link = arena_format(context->arena, "/institution/import/job?import=%s", rows.items[i].reference),
            .file_name = rows.items[i].file_name,
            .state = import_state_label(rows.items[i].state),
            .uploaded_at = clock_japanese(context->arena, rows.items[i].created_at),
        };
    return result;
}

static enum result add_designations(struct context *context, struct home_view *view)
{
    struct home_designations_rows rows;
    enum result result = home_designations(context->store, context->arena,
        &(struct home_designations_in){.account_id = context->session.account_id}, &rows);
    for (size_t i = 0; result == OK && i < rows.count; i++)
        *list_push(context->arena, &view->designations) = (struct home_designation){
            .scheme = scheme_label(scheme_from_word(rows.items[i].scheme)),
            .kind = designation_kind_label(designation_kind_from_word(rows.items[i].kind)),
            .number = rows.items[i].number,
            .municipality = rows.items[i].municipality_name,
            .institution = rows.items[i].institution_name,
            .expires_on = day_japanese(context->arena, rows.items[i].expires_on),
            .expired = rows.items[i].days_left < 0,
            .expires_soon = rows.items[i].days_left >= 0 && rows.items[i].days_left <= SOON_DAYS,
            .days_left = rows.items[i].days_left,
        };
    return result;
}

/* For doctors of both schemes: the one to switch to. A scheme has one designation at most. */
static void add_scheme_switch(const struct session *session, struct home_view *view)
{
    enum scheme other = session->scheme == SCHEME_NANBYO ? SCHEME_SHOMAN : SCHEME_NANBYO;
    bool both = view->designations.count > 1;
    view->other_scheme = both ? scheme_word(other) : "";
    view->other_scheme_label = scheme_label(other);
    view->scheme_label = scheme_label(session->scheme);
}

void home_show(struct context *context)
{
    struct home_view view = {
        .last_sign_in = clock_japanese(context->arena, context->session.last_sign_in_at),
        .municipal = role_is_municipal(context->session.role),
    };
    enum result result = OK;
    add_tasks(context, &view);
    if (view.municipal) {
        result = add_issue_counts(context, &view);
        if (result == OK)
            result = add_vacancies(context, &view);
        if (result == OK)
            result = add_transfers(context, &view);
        if (result == OK)
            result = add_imports(context, &view);
    } else if (role_is_institutional(context->session.role)) {
        result = add_designations(context, &view);
        if (result == OK)
            result = messages_add(context, &view);
    }
    if (result != OK)
        return respond_result(context, result);
    shown_list(context, view.messages.count == 1 ? view.messages.items[0].id : 0, view.messages.count, 1);
    add_scheme_switch(&context->session, &view);
    respond_page(context, "メニュー", account_home_page, &view);
}
