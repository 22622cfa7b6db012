/* The operation log of plain looking (R-111, L01): acts of every kind, one after the other, through the real programs, and after
 * each exactly the rows that it must have left: actor, role, place, source, request, action, object, outcome, and what kinds of
 * conditions a list was asked with, never their values. A page leaves only after its row (L07). */
#include "world_site.h"

#include <string.h>

#include "text.h"

#define USERS "/institution/users"
#define DOCTOR "view designation 120 done "
#define BY_DESIGNATION(path) DOCTOR "{\"path\":\"" path "\"}"
#define ACCOUNT(number, path) "view account " number " done {\"path\":\"" path "\"}"
#define LIST(path, rows, by) "{\"path\":\"" path "\",\"rows\":" rows ",\"page\":1,\"by\":[" by "]}"

static const char *const programs[] = {"account", "institution", "municipality", "operator", "signin", "staff", NULL};
static struct guest actor;

/* One question and the rows of the operation log that it leaves. {n} in a path or form stands for the public id of n. */
struct act {
    const char *path;
    const char *form;  /* NULL: GET */
    int status;
    const char *rows;  /* "action subject_kind subject_id outcome detail", with "; " between rows */
};

static const char *with_ids(const char *text)
{
    struct buffer filled = buffer_in(life);
    for (; *text != 0; text++) {
        if (*text != '{') {
            buffer_add(&filled, text, 1);
            continue;
        }
        buffer_add_text(&filled, world_reference(life, strtol(text + 1, NULL, 10)));
        text = strchr(text, '}');
    }
    return buffer_text(&filled);
}

/* The rows of the latest request, and how many of them have another actor, place or source than they must. */
static const char *rows_left(enum role role)
{
    return visitor_ask(&visitor, arena_format(life, "SELECT CONCAT(COALESCE(GROUP_CONCAT(CONCAT_WS(' ', action, subject_kind, "
        "COALESCE(subject_id, '-'), outcome, COALESCE(detail, '-')) ORDER BY id SEPARATOR '; '), ''), "
        "IF(SUM(account_id <> %d OR role <> '%s' OR NOT municipality_id <=> %s OR NOT institution_id <=> %s OR source <> '192.0.2.7' "
        "OR happened_at < NOW(6) - INTERVAL 1 HOUR) > 0, ' of somebody else', '')) FROM operation_log WHERE request_id = '%s'",
        WORLD_ACTOR, role_word(role), role_is_municipal(role) ? "1" : "NULL", role_is_institutional(role) ? "1" : "NULL",
        site_request_id));
}

static struct answer do_act(const struct act *act)
{
    static int number;
    site_request_id = arena_format(life, "view%d", ++number);
    return act->form == NULL ? site_get(site, life, &actor, with_ids(act->path))
                             : site_post(site, life, &actor, act->path, with_ids(act->form));
}

static void be(enum role role)
{
    world_make(&world, &visitor, role);
    actor = site_guest(life, visitor.app.store, WORLD_ACTOR);
}

static void try_acts(enum role role, const struct act *acts, size_t count)
{
    int wrong = 0;
    int64_t rows = 0;
    for (size_t i = 0; i < count; i++) {
        struct answer answer = do_act(&acts[i]);
        const char *left = rows_left(role);
        rows += *acts[i].rows != 0;
        if (answer.status == acts[i].status && text_equal(left, acts[i].rows))
            continue;
        wrong++;
        print_error("%s as %s: %d and\n  %s\nwere required; %d and\n  %s\nwere seen\n", acts[i].path, role_label(role),
            acts[i].status, acts[i].rows, answer.status, left);
    }
    assert_int_equal(wrong, 0);
    assert_true(rows > 0);
}
#define TRY(role, acts) try_acts((role), (acts), sizeof(acts) / sizeof *(acts))

static void municipal_staff(void **state)
{
    static const struct act acts[] = {
        {USERS, NULL, 200, "view designation - done " LIST(USERS, "3", "")},
        {USERS "?kind=nanbyo&scheme=nanbyo&size=50", NULL, 200,
            "view designation - done " LIST(USERS, "2", "\"scheme\",\"kind\",\"size\"")},
        {USERS "?login_id=LOGIN0000012", NULL, 200, DOCTOR LIST(USERS, "1", "\"login_id\"")},
        {USERS "?login_id=LOGIN9999999", NULL, 200, ""},                    /* nobody found */
        {USERS "?expires_from=2032-02-30", NULL, 422, ""},                   /* not searched */
        {USERS "/edit?designation={120}", NULL, 200, BY_DESIGNATION(USERS "/edit")},
        {USERS "/extend?designation={120}", NULL, 200, BY_DESIGNATION(USERS "/extend")},
        {USERS "/delete?designation={120}", NULL, 200, BY_DESIGNATION(USERS "/delete")},
        {USERS "/primary?designation={120}", NULL, 200, BY_DESIGNATION(USERS "/primary")},
        {USERS "/reissue?designation={120}", NULL, 200, BY_DESIGNATION(USERS "/reissue")},
        {"/institution/register/done?designation={120}", NULL, 200, BY_DESIGNATION("/institution/register/done")},
        {USERS "/extend", "designation={120}&expires_on=2026-13-01", 422, BY_DESIGNATION(USERS "/extend")},
        {USERS "/delete", "designation={120}", 422, BY_DESIGNATION(USERS "/delete")},
        {USERS "/bulk/extend", "designation={120}&designation={150}&designation={520}", 200,
            "view designation - done " LIST(USERS "/bulk/extend", "2", "\"designation\"")},
        {USERS "/bulk/extend", "", 422, ""}, {USERS "/notices", "", 422, ""}, /* nothing was chosen */
        {USERS "/reset?account={12}", NULL, 200, ACCOUNT("12", USERS "/reset")},
        {USERS "/unlock?account={12}", NULL, 200, ACCOUNT("12", USERS "/unlock")},
        {USERS "/key?account={12}", NULL, 200, ACCOUNT("12", USERS "/key")},
        {USERS "/reset/answer", "account={12}&answer=pochi", 200, "secret_question_check account 12 done {\"answer\":\"differs\"}; "
            ACCOUNT("12", USERS "/reset/answer")},
        {USERS "/manager?institution=1310000019", NULL, 200,
            "view medical_institution 1 done " LIST(USERS "/manager", "1", "\"institution\"")},
        {"/institution/transfers", NULL, 200, "view designation - done " LIST("/institution/transfers", "2", "")},
        {"/institution/transfers/decide?transfer={801}", NULL, 200,
            "view designation 150 done {\"path\":\"/institution/transfers/decide\"}"},
        {"/institution/import/job?import={812}", NULL, 200,
            "view import 812 done " LIST("/institution/import/job", "1", "\"import\"")},
        {"/institution/import/job?import={811}", NULL, 200, ""},             /* the own one, without lines */
        {"/institution/import/history", NULL, 200, "view import - done " LIST("/institution/import/history", "1", "")},
        {"/institution/import/batch?batch={811}", NULL, 200, ""},
        {"/institution/import/withdraw?import={812}", NULL, 200,
            "view import 812 done " LIST("/institution/import/withdraw", "1", "\"import\"")},
        {"/institution/import", NULL, 200, "view import - done " LIST("/institution/import", "1", "")},
    };
    (void)state;
    be(ROLE_MUNICIPALITY_STAFF);
    TRY(ROLE_MUNICIPALITY_STAFF, acts);
}

static void exports_prints_deeds_and_denials(void **state)
{
    static const struct act acts[] = {
        {"/institution/import/report.csv?import={811}", NULL, 200, "import_report import 811 done -"},
        {USERS "/list.csv", NULL, 200, "doctor_list_export municipality 1 done {\"rows\":3}"},
        {USERS "/dispatch.xlsx", NULL, 200, "dispatch_list municipality 1 done {\"rows\":3}"},
        {USERS "/notice", "designation={120}", 200, "notice_print designation 120 done {\"slip\":1,\"copy\":1,\"of\":1}"},
        {USERS "/extend", "designation={120}&expires_on=2032-03-31", 303,
            "doctor_extend designation 120 done {\"from\":\"2031-03-31\",\"to\":\"2032-03-31\"}"},
        {USERS "/edit?designation={520}", NULL, 404,
            "doctor_edit  - refused {\"path\":\"/institution/users/edit\",\"rule\":\"not_found\"}"},
        {"/municipality/users", NULL, 403, "municipal_users  - refused {\"path\":\"/municipality/users\",\"rule\":\"right\"}"},
        {"/institution/expiry", NULL, 200, ""}, {"/institution/vacancies", NULL, 200, ""}, {"/institution/register", NULL, 200, ""},
        {"/account/", NULL, 200, ""}, {"/account/self", NULL, 200, ""}, {"/account/self/profile", NULL, 200, ""},
    };
    (void)state;
    be(ROLE_MUNICIPALITY_STAFF);
    TRY(ROLE_MUNICIPALITY_STAFF, acts);
}

static void municipal_administrator(void **state)
{
    static const struct act acts[] = {
        {"/municipality/users", NULL, 200, "view account - done " LIST("/municipality/users", "3", "")},
        {"/municipality/users?login_id=LOGIN0000021", NULL, 200,
            "view account 21 done " LIST("/municipality/users", "1", "\"login_id\"")},
        {"/municipality/users/edit?account={21}", NULL, 200, ACCOUNT("21", "/municipality/users/edit")},
        {"/municipality/users/delete?account={21}", NULL, 200, ACCOUNT("21", "/municipality/users/delete")},
        {"/municipality/users/edit", "account={21}&version=1&family_name=", 422, ACCOUNT("21", "/municipality/users/edit")},
        {"/municipality/register", NULL, 200, ""},
    };
    (void)state;
    be(ROLE_MUNICIPALITY_ADMINISTRATOR);
    TRY(ROLE_MUNICIPALITY_ADMINISTRATOR, acts);
}

static void central_organisations(void **state)
{
    static const struct act of_ministry[] = {
        {"/operator/users", NULL, 200, "view account - done " LIST("/operator/users", "2", "")},
        {"/operator/users/reset?account={31}", NULL, 200, ACCOUNT("31", "/operator/users/reset")},
        {"/operator/applications", NULL, 200, "view application_list - done " LIST("/operator/applications", "3", "")},
        {"/operator/applications/list?list={822}", NULL, 200,
            "view application_list 822 done " LIST("/operator/applications/list", "1", "\"list\"")},
        {"/operator/applications/approve", "list={821}", 422,
            "view application_list 821 done " LIST("/operator/applications/approve", "1", "\"list\"")},
        {"/operator/applications/template.xlsx", NULL, 200, ""},
    };
    static const struct act of_contractor[] = {
        {"/operator/issuing", NULL, 200, "view application_list - done " LIST("/operator/issuing", "1", "")},
        {"/operator/issuing/list?list={824}", NULL, 200,
            "view application_list 824 done " LIST("/operator/issuing/list", "1", "\"list\"")},
    };
    (void)state;
    be(ROLE_MINISTRY_ADMINISTRATOR);
    TRY(ROLE_MINISTRY_ADMINISTRATOR, of_ministry);
    be(ROLE_CONTRACTOR_ADMINISTRATOR);
    TRY(ROLE_CONTRACTOR_ADMINISTRATOR, of_contractor);
}

static void institutions(void **state)
{
    static const struct act acts[] = {
        {"/account/", NULL, 200, "view message 9000001 done " LIST("/account/", "1", "")},
        {"/staff/users", NULL, 200, "view account - done " LIST("/staff/users", "5", "")},
        {"/staff/users?kind=clerk", NULL, 200, "view account 11 done " LIST("/staff/users", "1", "\"kind\"")},
        {"/staff/users/reset?account={11}", NULL, 200, ACCOUNT("11", "/staff/users/reset")},
        {"/staff/users/manager?account={12}", NULL, 200, ACCOUNT("12", "/staff/users/manager")},
        {"/staff/register/done?account={11}", NULL, 200, "credentials_show account 11 done {\"slip\":1}; "
            ACCOUNT("11", "/staff/register/done")},
        {"/staff/users/notice", "account={11}", 200, "notice_print account 11 done {\"slip\":1,\"copy\":1}"},
        {"/account/self", NULL, 200, ""}, {"/account/self/mail", NULL, 200, ""}, {"/staff/register", NULL, 200, ""},
    };
    (void)state;
    be(ROLE_MANAGER);
    TRY(ROLE_MANAGER, acts);
}

/* HEAD tells by its length whether there is something: it counts as GET. Nothing is answered "not modified". */
static void head_is_a_view(void **state)
{
    (void)state;
    be(ROLE_MUNICIPALITY_STAFF);
    site_request_id = "head";
    struct answer answer = site_head(site, life, &actor, USERS);
    assert_int_equal(answer.status, 200);
    assert_null(strstr(answer.head, "ETag"));
    assert_null(strstr(answer.head, "Last-Modified"));
    assert_non_null(strstr(answer.head, "no-store"));
    assert_string_equal(rows_left(ROLE_MUNICIPALITY_STAFF), "view designation - done " LIST(USERS, "3", ""));
}

/* L07: whose row cannot be written sees nothing; whoever looks at the own account needs none. */
static void nothing_is_shown_without_its_row(void **state)
{
    (void)state;
    be(ROLE_MUNICIPALITY_STAFF);
    test_sql(visitor.app.store, "RENAME TABLE operation_log TO operation_log_away");
    struct answer list = site_get(site, life, &actor, USERS);
    struct answer person = site_get(site, life, &actor, with_ids(USERS "/edit?designation={120}"));
    struct answer own = site_get(site, life, &actor, "/account/self");
    test_sql(visitor.app.store, "RENAME TABLE operation_log_away TO operation_log");
    assert_int_equal(list.status, 503);
    assert_false(world_others_stand_in(&list));
    assert_int_equal(person.status, 503);
    assert_false(world_others_stand_in(&person));
    assert_int_equal(own.status, 200);
    assert_int_equal(site_get(site, life, &actor, USERS).status, 200);
}

/* Routes that name nothing in their address, as each role finds them; test_relations asks all others the same. */
static void every_page_of_others_is_logged(void **state)
{
    int wrong = 0;
    int shown = 0;
    (void)state;
    for (enum role role = ROLE_NONE + 1; role < ROLE_COUNT; role++) {
        be(role);
        for (size_t i = 0; programs[i] != NULL; i++) {
            char *const command[] = {arena_format(life, "fcgi/%s/nsdb-%s", programs[i], programs[i]), "--print-routes", NULL};
            char *rest = NULL;
            char *text = arena_text(life, visitor_output(&visitor, command));
            for (char *line = strtok_r(text, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
                const char *path = arena_text_part(life, line + 4, strcspn(line + 4, "\t"));
                if (!text_starts_with(line, "GET\t") || text_equal(path, "/signin/out"))
                    continue;
                struct answer answer = do_act(&(struct act){.path = path});
                shown += world_others_stand_in(&answer);
                if (!world_others_stand_in(&answer) || text_equal(world_newest_request(life), site_request_id))
                    continue;
                wrong++;
                print_error("GET %s shows other people to %s, and the operation log knows nothing of it\n", path, role_label(role));
            }
        }
    }
    print_message("%d pages showed others, %d without a row\n", shown, wrong);
    assert_true(shown > 20);
    assert_int_equal(wrong, 0);
}

static int open_site(void **state)
{
    (void)state;
    open_world_site(programs, "氏名\r\n");
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(municipal_staff),
        cmocka_unit_test(exports_prints_deeds_and_denials),
        cmocka_unit_test(municipal_administrator),
        cmocka_unit_test(central_organisations),
        cmocka_unit_test(institutions),
        cmocka_unit_test(head_is_a_view),
        cmocka_unit_test(nothing_is_shown_without_its_row),
        cmocka_unit_test(every_page_of_others_is_logged),
    };
    return cmocka_run_group_tests(tests, open_site, close_world_site);
}
