/* Lists of users. */
#include "user_list.h"

#include "number.h"
#include "people_user_list_page.h"
#include "query_string.h"

enum { ROWS_SHOWN = 50, DEEPEST_PAGE = 1000 };

const struct field_spec user_list_fields[] = {
    {"name", "氏名・フリガナ", FIELD_TEXT, 100, 0},
    {"login_id", "ユーザID", FIELD_LOGIN_ID, 12, 0},
    {"kind", "ユーザ種別", FIELD_CODE, 30, 0},
    {"state", "発行状態", FIELD_CODE, 12, 0},
    {"page", "ページ", FIELD_CODE, 4, 0},
    {0},
};

static int64_t page_asked(const struct context *context)
{
    int64_t page = 1;
    (void)number_read(field(context->fields, "page"), 1, DEEPEST_PAGE, &page);
    return page;
}

struct user_criteria user_list_criteria(const struct context *context)
{
    return (struct user_criteria){
        .name = field(context->fields, "name"),
        .login_id = field(context->fields, "login_id"),
        .kind = field(context->fields, "kind"),
        .state = field(context->fields, "state"),
        .first = (page_asked(context) - 1) * ROWS_SHOWN,
        .most = ROWS_SHOWN + 1,
    };
}

struct select_view user_list_states(struct context *context, enum issue_state last)
{
    struct select_view select = {.name = "state", .label = "発行状態", .chosen = field(context->fields, "state")};
    select_add(context->arena, &select, "", "すべて");
    for (enum issue_state state = ISSUE_UNISSUED; state <= last; state++)
        select_add(context->arena, &select, issue_state_word(state), issue_state_label(state));
    return select;
}

struct user_list_view user_list_begin(struct context *context, const char *address, const char *noun)
{
    struct user_list_view view = {
        .address = address,
        .notice_address = arena_format(context->arena, "%s/notice", address),
        .noun = noun,
        .name = field(context->fields, "name"),
        .login_id = field(context->fields, "login_id"),
        .kinds = {.name = "kind", .label = "ユーザ種別", .chosen = field(context->fields, "kind")},
        .states = user_list_states(context, ISSUE_LOCKED),
        .pager = {.label = "検索結果のページ"},
    };
    select_add(context->arena, &view.kinds, "", "すべて");
    return view;
}

static const char *page_link(struct context *context, const char *address, int64_t page)
{
    static const char *const names[] = {"name", "login_id", "kind", "state"};
    struct buffer query = buffer_in(context->arena);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        query_string_add(&query, names[i], field(context->fields, names[i]));
    query_string_add(&query, "page", arena_format(context->arena, "%d", (int)page));
    return arena_format(context->arena, "%s?%s", address, buffer_text(&query));
}

static const char *rows_shown(struct context *context, const struct user_list_view *view, int64_t page)
{
    int first = (int)(page - 1) * ROWS_SHOWN + 1;
    int count = (int)view->rows.count;
    bool alone = page == 1 && view->pager.next_link == NULL;
    return alone ? arena_format(context->arena, "%d件", count)
        : arena_format(context->arena, "%d〜%d件目", first, first + count - 1);
}

static void mark_rows_without_steps(struct user_list_view *view)
{
    for (size_t i = 0; i < view->rows.count; i++) {
        struct user_row *row = &view->rows.items[i];
        row->nothing = !row->is_self && row->steps.count == 0 && row->more.count == 0;
    }
}

void user_list_respond(struct context *context, struct user_list_view *view)
{
    mark_rows_without_steps(view);
    int64_t page = page_asked(context);
    if (page > 1)
        view->pager.previous_link = page_link(context, view->address, page - 1);
    if (view->rows.count > ROWS_SHOWN) {
        view->pager.next_link = page_link(context, view->address, page + 1);
        view->rows.count = ROWS_SHOWN;
    }
    view->shown = rows_shown(context, view, page);
    shown_list(context, view->rows.count == 1 ? view->rows.items[0].account_id : 0, view->rows.count, page);
    respond_page_complaining(context, arena_format(context->arena, "%s検索", view->noun), people_user_list_page, view,
        fields_complaints(context->fields));
}
