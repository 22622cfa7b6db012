/* ユーザ検索 of officials: conditions, list, and the 操作 that the rights table opens. */
#include "clock.h"
#include "issuance.h"
#include "number.h"
#include "office.h"
#include "official.h"
#include "official_users_page.h"
#include "official_users_view.h"
#include "query_string.h"
#include "text.h"

enum { ROWS_SHOWN = 50, DEEPEST_PAGE = 1000 };

const struct field_spec official_users_fields[] = {
    {"name", "氏名・フリガナ", FIELD_TEXT, 100, 0},
    {"login_id", "ユーザID", FIELD_CODE, 12, 0},
    {"role", "種別", FIELD_CODE, 30, 0},
    {"state", "発行状態", FIELD_CODE, 12, 0},
    {"page", "ページ", FIELD_CODE, 4, 0},
    {0},
};

static void add_choice(struct context *context, struct official_choices *choices, const char *value, const char *label,
    const char *chosen)
{
    *list_push(context->arena, choices) = (struct official_choice){value, label, text_equal(value, chosen)};
}

static struct official_choices role_choices(struct context *context, const struct organisation *organisation)
{
    const char *chosen = field(context->fields, "role");
    struct official_choices choices = {0};
    add_choice(context, &choices, "", "すべて", chosen);
    add_choice(context, &choices, role_word(organisation->administrator), role_label(organisation->administrator), chosen);
    add_choice(context, &choices, role_word(organisation->member), role_label(organisation->member), chosen);
    return choices;
}

static struct official_choices state_choices(struct context *context)
{
    const char *chosen = field(context->fields, "state");
    struct official_choices choices = {0};
    add_choice(context, &choices, "", "すべて", chosen);
    for (enum issue_state state = ISSUE_UNISSUED; state <= ISSUE_LOCKED; state++)
        add_choice(context, &choices, issue_state_word(state), issue_state_label(state), chosen);
    return choices;
}

/* The address of an 操作, "" when the person may not do it. */
static const char *link_if(struct context *context, enum action action, const char *page, const char *reference)
{
    if (!rights_allow(context->session.role, action, office_relation(context)))
        return "";
    return office_link_to(context, page, reference);
}

static void add_links(struct context *context, const struct official_search_out *found, struct official_row *row)
{
    if (row->is_self)
        return;
    row->edit_link = office_link_to(context, "users/edit", found->reference);
    row->reset_link = link_if(context, ACTION_PASSWORD_RESET, "users/reset", found->reference);
    row->delete_link = link_if(context, ACTION_USER_DELETE, "users/delete", found->reference);
    if (found->locked != 0)
        row->unlock_link = link_if(context, ACTION_UNLOCK, "users/unlock", found->reference);
    if (found->has_key != 0)
        row->key_link = link_if(context, ACTION_KEY_REISSUE, "users/key", found->reference);
}

static struct official_row row_view(struct context *context, const struct official_search_out *found)
{
    struct arena *arena = context->arena;
    struct issue_facts facts = {.stored_state = found->issue_state, .locked = found->locked != 0};
    struct official_row row = {
        .reference = found->reference,
        .name = arena_format(arena, "%s　%s", found->family_name, found->given_name),
        .kana = arena_format(arena, "%s　%s", found->family_kana, found->given_kana),
        .login_id = found->login_id,
        .role = role_label(role_from_word(found->role)),
        .department = found->department,
        .contact = arena_format(arena, "%s　%s", found->telephone, found->contact_mail),
        .state = issue_state_label(issue_state_of(&facts)),
        .state_word = issue_state_word(issue_state_of(&facts)),
        .last_sign_in = found->last_sign_in_at == NULL ? "" : clock_japanese(arena, found->last_sign_in_at),
        .password_expired = found->password_expired != 0,
        .is_self = text_equal(found->login_id, context->session.login_id),
        .edit_link = "", .reset_link = "", .unlock_link = "", .key_link = "", .delete_link = "",
    };
    row.printable = !row.is_self && issue_notice_printable(&facts) && !row.password_expired &&
                    rights_allow(context->session.role, ACTION_NOTICE_PRINT, office_relation(context));
    add_links(context, found, &row);
    return row;
}

static const char *page_link(struct context *context, int64_t page)
{
    static const char *const names[] = {"name", "login_id", "role", "state"};
    struct buffer query = buffer_in(context->arena);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        query_string_add(&query, names[i], field(context->fields, names[i]));
    query_string_add(&query, "page", arena_format(context->arena, "%d", (int)page));
    return office_link(context, arena_format(context->arena, "users?%s", buffer_text(&query)));
}

void official_users_show(struct context *context)
{
    struct office office = office_of(context);
    struct official_criteria criteria = {field(context->fields, "name"), field(context->fields, "login_id"),
        field(context->fields, "role"), field(context->fields, "state")};
    struct official_search_rows found = {0};
    int64_t page = 1;
    (void)number_read(field(context->fields, "page"), 1, DEEPEST_PAGE, &page);
    enum result result = official_list(context->store, context->arena, &office.organisation, &criteria,
        (page - 1) * ROWS_SHOWN, ROWS_SHOWN + 1, &found);
    if (result != OK)
        return respond_result(context, result);
    struct official_users_view view = {
        .action = office_link(context, "users"),
        .noun = office.noun,
        .register_link = office_link(context, "register"),
        .notice_action = office_link(context, "users/notice"),
        .name = criteria.name,
        .login_id = criteria.login_id,
        .roles = role_choices(context, &office.organisation),
        .states = state_choices(context),
        .has_rows = found.count > 0,
        .previous_link = page > 1 ? page_link(context, page - 1) : "",
        .next_link = found.count > ROWS_SHOWN ? page_link(context, page + 1) : "",
    };
    for (size_t i = 0; i < found.count && i < ROWS_SHOWN; i++)
        *list_push(context->arena, &view.rows) = row_view(context, &found.items[i]);
    respond_page_complaining(context, arena_format(context->arena, "%s検索", office.noun), official_users_page, &view,
        fields_complaints(context->fields));
}
