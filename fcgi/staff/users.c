/* 医療機関ユーザ検索 of an institution: conditions, list, and the 操作 that the rights table opens. */
#include "clock.h"
#include "designation_kind.h"
#include "desk.h"
#include "issuance.h"
#include "number.h"
#include "query_string.h"
#include "staff_store.h"
#include "staff_users_page.h"
#include "text.h"
#include "users_view.h"

enum { ROWS_SHOWN = 50, DEEPEST_PAGE = 1000 };

const struct field_spec users_fields[] = {
    {"name", "氏名・フリガナ", FIELD_TEXT, 100, 0},
    {"login_id", "ユーザID", FIELD_CODE, 12, 0},
    {"kind", "ユーザ種別", FIELD_CODE, 10, 0},
    {"state", "発行状態", FIELD_CODE, 12, 0},
    {"page", "ページ", FIELD_CODE, 4, 0},
    {0},
};

static void add_choice(struct context *context, struct users_choices *choices, const char *value, const char *label,
    const char *chosen)
{
    *list_push(context->arena, choices) = (struct users_choice){value, label, text_equal(value, chosen)};
}

static struct users_choices kind_choices(struct context *context)
{
    const char *chosen = field(context->fields, "kind");
    struct users_choices choices = {0};
    add_choice(context, &choices, "", "すべて", chosen);
    add_choice(context, &choices, "manager", "責任者", chosen);
    add_choice(context, &choices, "doctor", "指定医", chosen);
    add_choice(context, &choices, "clerk", "医療クラーク等", chosen);
    return choices;
}

static struct users_choices state_choices(struct context *context)
{
    const char *chosen = field(context->fields, "state");
    struct users_choices choices = {0};
    add_choice(context, &choices, "", "すべて", chosen);
    for (enum issue_state state = ISSUE_UNISSUED; state <= ISSUE_LOCKED; state++)
        add_choice(context, &choices, issue_state_word(state), issue_state_label(state), chosen);
    return choices;
}

/* How the user stands to the person who asks: the same rule as account_target_find(). */
static enum relation relation_of(const struct context *context, const struct staff_search_out *found)
{
    if (text_equal(found->login_id, context->session.login_id))
        return RELATION_SELF;
    if (text_equal(found->manager_state, "active") || text_equal(found->role, "manager"))
        return RELATION_OWN_INSTITUTION_MANAGER;
    return text_equal(found->role, "clerk") ? RELATION_OWN_INSTITUTION_CLERK : RELATION_OWN_INSTITUTION_DOCTOR;
}

/* 難病指定医・小児慢性特定疾病指定医 for the words "nanbyo,shoman". */
static const char *kind_text(struct context *context, const struct staff_search_out *found)
{
    const char *text = "";
    if (!text_equal(found->role, "doctor"))
        return role_label(role_from_word(found->role));
    for (const char *at = text_or(found->kinds, ""); *at != 0;) {
        size_t length = strcspn(at, ",");
        const char *word = arena_text_part(context->arena, at, length);
        text = arena_format(context->arena, "%s%s%s", text, *text == 0 ? "" : "・",
            designation_kind_label(designation_kind_from_word(word)));
        at += length + (at[length] == ',');
    }
    return text_or(text, "指定医");
}

static const char *link_if(struct context *context, const struct staff_search_out *found, enum action action, const char *word)
{
    bool open = rights_allow(context->session.role, action, relation_of(context, found)) &&
                staff_action_fits(action, found->locked != 0, found->has_key != 0);
    return open ? arena_format(context->arena, "/staff/users/%s?account=%s", word, found->reference) : "";
}

static void add_links(struct context *context, const struct staff_search_out *found, struct users_row *row)
{
    row->reset_link = link_if(context, found, ACTION_PASSWORD_RESET, "reset");
    row->unlock_link = link_if(context, found, ACTION_UNLOCK, "unlock");
    row->key_link = link_if(context, found, ACTION_KEY_REISSUE, "key");
    row->delete_link = link_if(context, found, ACTION_USER_DELETE, "delete");
    row->manager_link = found->primary_here > 0 ? link_if(context, found, ACTION_MANAGER_CHANGE, "manager") : "";
    row->has_more = !text_is_empty(row->unlock_link) || !text_is_empty(row->key_link) || !text_is_empty(row->delete_link) ||
                    !text_is_empty(row->manager_link);
}

static struct issue_facts facts_of(const struct staff_search_out *found)
{
    struct issue_facts facts = {.stored_state = found->issue_state, .locked = found->locked != 0};
    if (text_equal(found->role, "doctor")) {
        facts.expires_on = found->valid_until;
        facts.today = found->today;
    }
    return facts;
}

static struct users_row row_view(struct context *context, const struct staff_search_out *found)
{
    struct arena *arena = context->arena;
    bool doctor = text_equal(found->role, "doctor");
    struct issue_facts facts = facts_of(found);
    struct users_row row = {
        .reference = found->reference,
        .name = arena_format(arena, "%s　%s", found->family_name, found->given_name),
        .kana = arena_format(arena, "%s　%s", found->family_kana, found->given_kana),
        .login_id = found->login_id,
        .kind = kind_text(context, found),
        .department = found->department,
        .state = issue_state_label(issue_state_of(&facts)),
        .state_word = issue_state_word(issue_state_of(&facts)),
        .valid_until = doctor ? day_iso(arena, found->valid_until) : "",
        .last_sign_in = found->last_sign_in_at == NULL ? "" : clock_japanese(arena, found->last_sign_in_at),
        .manager = text_equal(found->manager_state, "active"),
        .expected = text_equal(found->manager_state, "pending"),
        .secondary = doctor && found->primary_here == 0,
        .slip_expired = found->slip_expired != 0,
        .is_self = relation_of(context, found) == RELATION_SELF,
        .printable = issue_notice_printable(&facts) && found->has_slip != 0 && found->slip_expired == 0 &&
                     rights_allow(context->session.role, ACTION_NOTICE_PRINT, relation_of(context, found)),
    };
    add_links(context, found, &row);
    return row;
}

static const char *page_link(struct context *context, int64_t page)
{
    static const char *const names[] = {"name", "login_id", "kind", "state"};
    struct buffer query = buffer_in(context->arena);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        query_string_add(&query, names[i], field(context->fields, names[i]));
    query_string_add(&query, "page", arena_format(context->arena, "%d", (int)page));
    return arena_format(context->arena, "/staff/users?%s", buffer_text(&query));
}

void users_show(struct context *context)
{
    struct staff_criteria criteria = {field(context->fields, "name"), field(context->fields, "login_id"),
        field(context->fields, "kind"), field(context->fields, "state")};
    struct staff_search_rows found = {0};
    int64_t page = 1;
    (void)number_read(field(context->fields, "page"), 1, DEEPEST_PAGE, &page);
    enum result result = staff_list(context->store, context->arena, context->session.institution_id, &criteria,
        (page - 1) * ROWS_SHOWN, ROWS_SHOWN + 1, &found);
    if (result != OK)
        return respond_result(context, result);
    struct users_view view = {
        .name = criteria.name,
        .login_id = criteria.login_id,
        .kinds = kind_choices(context),
        .states = state_choices(context),
        .has_rows = found.count > 0,
        .previous_link = page > 1 ? page_link(context, page - 1) : "",
        .next_link = found.count > ROWS_SHOWN ? page_link(context, page + 1) : "",
    };
    for (size_t i = 0; i < found.count && i < ROWS_SHOWN; i++)
        *list_push(context->arena, &view.rows) = row_view(context, &found.items[i]);
    respond_page_complaining(context, "医療機関ユーザ検索", staff_users_page, &view, fields_complaints(context->fields));
}
