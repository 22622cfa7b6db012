/* The main menu and the help contact around each page. */
#include "menu.h"

#include "text.h"

struct menu_line {
    const char *label;
    const char *link;
    enum action action;
    const char *also; /* another start of addresses that belong to it; NULL for none */
};

static const struct menu_line lines[] = {
    {"メニュー", "/account/", ACTION_OWN_ACCOUNT},
    {"医療機関ユーザ新規登録", "/institution/register", ACTION_DOCTOR_REGISTER, "/institution/import"},
    {"医療機関ユーザ検索", "/institution/users", ACTION_DOCTOR_SEARCH},
    {"医療機関ユーザ新規登録", "/staff/register", ACTION_CLERK_REGISTER},
    {"医療機関ユーザ検索", "/staff/users", ACTION_INSTITUTION_USERS},
    {"自治体ユーザ新規登録", "/municipality/register", ACTION_MUNICIPAL_USERS},
    {"自治体ユーザ検索", "/municipality/users", ACTION_MUNICIPAL_USERS},
    {"ユーザ新規登録", "/operator/register", ACTION_ORGANISATION_USERS},
    {"ユーザ検索", "/operator/users", ACTION_ORGANISATION_USERS},
    {"ユーザID申請リスト", "/operator/applications", ACTION_APPLICATION_LIST_LOAD},
    {"自治体管理者の払出し", "/operator/issuing", ACTION_APPLICATION_LIST_ISSUE},
    {"自アカウント管理", "/account/self", ACTION_OWN_ACCOUNT, "/account/affiliations"},
};

/* /account/ is only itself; below the other links lie their tabs and results. */
static bool belongs_to(const char *path, const struct menu_line *line)
{
    bool is_folder = line->link[strlen(line->link) - 1] == '/';
    if (line->also != NULL && text_starts_with(path, line->also))
        return true;
    return is_folder ? text_equal(path, line->link) : text_starts_with(path, line->link);
}

void menu_fill(const struct context *context, struct layout_view *view)
{
    if (context->session.stage != SESSION_FULL)
        return;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (rights_allow(context->session.role, lines[i].action, RELATION_NONE))
            *list_push(context->arena, &view->menu) = (struct layout_menu_item){lines[i].label, lines[i].link,
                belongs_to(context->request->path, &lines[i])};
}

static const char *note_for(enum role role)
{
    if (role_is_institutional(role))
        return "媒体の発送や破損については、医療機関の所在地の自治体にお問い合わせください。";
    return role_is_municipal(role) ? "媒体の破損については、この窓口にご連絡ください。" : "";
}

struct layout_help help_contact(const struct context *context)
{
    const struct settings *settings = context->settings;
    const struct session *session = &context->session;
    struct layout_help help = {
        .desk = settings_text(settings, "help_desk", "難病・小慢データベース利用者お問い合わせ窓口"),
        .telephone = settings_text(settings, "help_telephone", ""),
        .hours = settings_text(settings, "help_hours", "厚生労働省開庁日の9時から17時まで"),
        .mail = settings_text(settings, "help_mail", ""),
        .note = note_for(session->role),
    };
    if (session->stage == SESSION_NONE || text_is_empty(session->organisation_name))
        return help;
    bool municipal = role_is_municipal(session->role);
    help.has_facts = true;
    help.municipality_name = municipal ? session->organisation_name : "指定または所在地の自治体の名前";
    help.municipality_code = municipal ? session->organisation_code : "わかるときは、その6桁の番号";
    help.institution_name = municipal ? "医療機関についてのお問い合わせのときは、その名前" : session->organisation_name;
    help.institution_code = municipal ? "同じく、10桁の番号" : session->organisation_code;
    return help;
}
