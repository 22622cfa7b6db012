/* Every door that the programs declare (--print-routes), tried with a session of every role at every stage (Z01,
 * A08, 5.15). What must come out is worked out here from the requirements, not asked from the guard. */
#include "people.h"

#include <string.h>

#include "browser.h"
#include "text.h"

enum { ROUTES_MOST = 200 };

static const char *const programs[] = {"account", "health", "institution", "municipality", "operator", "sample",
    "signin", "staff"};

/* All that may be opened without signing in (R-112, L08). */
static const char *const public_paths[] = {"/signin/", "/signin/out", "/healthz", "/readyz", "/metrics",
    "/sample/mail"};

static struct arena *life;
static struct settings *settings;
static const struct keyring *keyring;
static struct visitor visitor;
static struct route routes[ROUTES_MOST + 1];
static size_t route_count;
static bool reached;

static void note_arrival(struct context *context)
{
    reached = true;
    context->response->status = 200;
}

static enum action action_from_word(const char *word)
{
    for (int action = 0; action < ACTION_COUNT; action++)
        if (text_equal(action_word((enum action)action), word))
            return (enum action)action;
    fail_msg("unknown action %s", word);
    return ACTION_NONE;
}

static enum session_stage stage_from_word(const char *word)
{
    for (int stage = SESSION_ENROLLING; stage <= SESSION_FULL; stage++)
        if (text_equal(session_stage_word((enum session_stage)stage), word))
            return (enum session_stage)stage;
    return SESSION_NONE;
}

/* "GET\t/account/\town_account\tfull\t-\t-" */
static void add_route(char *line)
{
    char *words[5];
    char *rest = NULL;
    for (size_t i = 0; i < 5; i++)
        words[i] = strtok_r(i == 0 ? line : NULL, "\t", &rest);
    assert_non_null(words[4]);
    assert_true(route_count < ROUTES_MOST);
    routes[route_count++] = (struct route){
        .method = text_equal(words[0], "POST") ? METHOD_POST : METHOD_GET,
        .path = words[1],
        .right = action_from_word(words[2]),
        .stage = stage_from_word(words[3]),
        .handle = note_arrival,
        .flags = strstr(words[4], "no_database") != NULL ? ROUTE_NO_DATABASE : 0,
    };
}

static int read_routes(void **state)
{
    static const struct program all = {"all", routes};
    (void)state;
    visitor_open(&visitor, &all, settings, keyring, "192.0.2.7");
    people_ground(&visitor);
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
        char *const command[] = {arena_format(visitor.arena, "fcgi/%s/nsdb-%s", programs[i], programs[i]),
            "--print-routes", NULL};
        char *rest = NULL;
        char *text = arena_text(life, visitor_output(&visitor, command));
        for (char *line = strtok_r(text, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest))
            add_route(line);
    }
    return 0;
}

static int close_visitor(void **state)
{
    (void)state;
    visitor_close(&visitor);
    return 0;
}

static bool is_public(const char *path)
{
    for (size_t i = 0; i < sizeof public_paths / sizeof *public_paths; i++)
        if (text_equal(public_paths[i], path)
            || (text_starts_with(path, "/sample/") && text_starts_with(public_paths[i], "/sample/")))
            return true;
    return false;
}

static void only_few_doors_are_public(void **state)
{
    (void)state;
    assert_true(route_count > 20);
    for (size_t i = 0; i < route_count; i++) {
        bool open = routes[i].stage == SESSION_NONE;
        if (open != is_public(routes[i].path) || (open != (routes[i].right == ACTION_NONE)))
            print_error("%s is %s\n", routes[i].path, open ? "public" : "closed");
        assert_int_equal(open, is_public(routes[i].path));
        assert_int_equal(open, routes[i].right == ACTION_NONE);
    }
}

static void no_door_stands_twice(void **state)
{
    (void)state;
    for (size_t i = 0; i < route_count; i++)
        for (size_t j = 0; j < i; j++)
            assert_false(routes[i].method == routes[j].method && text_equal(routes[i].path, routes[j].path));
}

/* A session of the role at the stage, in the visitor's cookie. */
static void take_session(enum role role, enum session_stage stage, int64_t account_id)
{
    const char *token;
    struct session session = {.account_id = account_id, .role = role};
    struct request request = {.arena = visitor.arena, .cookies = "", .scheme = "http", .source = "192.0.2.7",
        .user_agent = ""};
    visitor.cookie_count = 0;
    if (stage == SESSION_NONE)
        return;
    assert_int_equal(session_start(visitor.app.store, &request, stage, &session, &token), OK);
    visitor_set_cookie(&visitor, "nsdb", token);
    visitor.csrf_token = session.csrf_token;
}

static int64_t account_of(enum role role)
{
    static int count;
    struct arena *arena = visitor.arena;
    bool doctor = role == ROLE_DOCTOR || role == ROLE_DOCTOR_MANAGER;
    bool of_institution = role == ROLE_MANAGER || role == ROLE_CLERK;
    int64_t id = 1000 + ++count;
    test_sql(visitor.app.store, arena_format(arena, "INSERT INTO account (id, reference, login_id, role, "
        "municipality_id, institution_id, medical_register_number, family_name, given_name, name_folded, "
        "kana_folded, issue_state) VALUES (%lld, 'DOOR%018d', 'DOOR%08d', '%s', %s, %s, %s, '扉', '番', "
        "'', '', 'active')", (long long)id, count, count, doctor ? "doctor" : role_word(role),
        role_is_municipal(role) ? "1" : "NULL", of_institution ? "1" : "NULL",
        doctor ? arena_format(arena, "'8%05d'", count) : "NULL"));
    test_sql(visitor.app.store, arena_format(arena, "INSERT INTO auth_epoch (account_id) VALUES (%lld)",
        (long long)id));
    if (doctor)
        test_sql(visitor.app.store, arena_format(arena, "INSERT INTO designation (reference, account_id, scheme, "
            "kind, number, municipality_id, institution_id, certified_on, expires_on, kana_sort) "
            "VALUES ('DOOR%018d', %lld, 'shoman', 'shoman', 'D%d', 1, 1, '2026-04-01', '2031-03-31', '')", count, (long long)id, count));
    if (role == ROLE_DOCTOR_MANAGER)
        test_sql(visitor.app.store, arena_format(arena, "INSERT INTO institution_manager (institution_id, "
            "account_id, state) VALUES (1, %lld, 'active')",
            (long long)id));
    return id;
}

/* What the requirements let through: public doors; in the first sign-in and while proving only its own steps;
 * otherwise what the table of rights opens. */
static bool may_pass(const struct route *route, enum role role, enum session_stage stage)
{
    bool step = text_equal(route->path, "/signin/mail") || text_equal(route->path, "/signin/key")
        || text_equal(route->path, "/signin/secret")
        || text_equal(route->path, "/signin/password");
    bool own = text_starts_with(route->path, "/account/self");
    if (is_public(route->path))
        return true;
    switch (stage) {
    case SESSION_NONE:
        return false;
    case SESSION_ENROLLING:
        return route->stage == SESSION_ENROLLING && (role_is_institutional(role) ? step : own);
    case SESSION_PROVING:
        return text_equal(route->path, "/signin/proof");
    case SESSION_FULL:
        break;
    }
    return !step && !text_equal(route->path, "/signin/proof") && rights_allow(role, route->right, RELATION_NONE);
}

static void try_door(const struct route *route, enum role role, enum session_stage stage, int *wrong)
{
    reached = false;
    if (route->method == METHOD_POST)
        visitor_post(&visitor, route->path, "");
    else
        visitor_get(&visitor, route->path);
    bool closed_rightly = visitor.status == 303 || visitor.status == 403;
    /* Without session no form token fits: the public forms answer 403. */
    bool want = may_pass(route, role, stage) && !(stage == SESSION_NONE && route->method == METHOD_POST);
    if (reached == want && (reached || closed_rightly))
        return;
    print_error("%s %s as %s at stage \"%s\": %d, reached %d\n", route->method == METHOD_POST ? "POST" : "GET",
        route->path, role_label(role), session_stage_word(stage), visitor.status, reached);
    (*wrong)++;
}

static void every_role_at_every_door(void **state)
{
    (void)state;
    int wrong = 0;
    int cells = 0;
    for (int role = ROLE_NONE + 1; role < ROLE_COUNT; role++) {
        int64_t account_id = account_of((enum role)role);
        for (int stage = SESSION_NONE; stage <= SESSION_FULL; stage++)
            for (size_t i = 0; i < route_count; i++, cells++) {
                if (i == 0 || visitor.cookie_count != 1)
                    take_session((enum role)role, (enum session_stage)stage, account_id);
                try_door(&routes[i], (enum role)role, (enum session_stage)stage, &wrong);
            }
    }
    print_message("%d doors × %d roles × 4 stages: %d cells, %d wrong\n", (int)route_count, ROLE_COUNT - 1,
        cells, wrong);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    life = arena_new_wiping();
    settings = visitor_settings(life, &keyring);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_few_doors_are_public),
        cmocka_unit_test(no_door_stands_twice),
        cmocka_unit_test(every_role_at_every_door),
    };
    return cmocka_run_group_tests(tests, read_routes, close_visitor);
}
