/* The router and the answers, with a program made for it: what each layer lets through, replays (R06, T25), messages,
 * error pages, and what a page costs in statements. */
#include "one_visitor.h"

#include <pthread.h>
#include <string.h>

#include "text.h"

static int arrivals;
static struct person person;

static void hello_page(struct html *html, const void *view)
{
    html_text(html, view);
}

static void show_hello(struct context *context)
{
    respond_page(context, "<あいさつ>", hello_page, "<b>こんにちは</b>");
}

static void complain_hello(struct context *context)
{
    complain(fields_complaints(context->fields), "name", "bad", "%s", "名前は<>を含めません。");
    respond_page_complaining(context, "あいさつ", hello_page, "", fields_complaints(context->fields));
}

static void flash_hello(struct context *context)
{
    flash(context, "saved");
    response_see_other(context->response, "/hello");
}

static void not_there(struct context *context)
{
    respond_result(context, NOT_FOUND);
}

/* The route says whose data it shows, its handler only when it is asked to; and the other way round. */
static void show_somebody(struct context *context)
{
    if (*field(context->fields, "name") != 0)
        shown_one(context, person.id);
    show_hello(context);
}

static enum result make(struct store *store, void *state)
{
    struct context *context = state;
    (void)store;
    enum result result = idempotency_claim(context, "/hello?made=1");
    return result != OK
        ? result : operation_log(context, "test_make", "account", context->session.account_id, "{\"n\":1}");
}

static void make_thing(struct context *context)
{
    arrivals++;
    enum result result = store_transaction(context->store, make, context);
    const char *location = NULL;
    if (result == CONFLICT)
        result = idempotency_location(context, &location);
    if (result == OK)
        response_see_other(context->response, text_or(location, "/hello?made=1"));
    else
        respond_result(context, result);
}

static const struct field_spec hello_fields[] = {{"name", "名前", FIELD_TEXT, 10, 0}, {"made", "", FIELD_CODE, 5, 0},
    {"word", "語", FIELD_SECRET, 10, 0}, {0}};

static const struct route routes[] = {
    {METHOD_GET, "/hello", ACTION_OWN_ACCOUNT, SESSION_FULL, hello_fields, show_hello, 0},
    {METHOD_GET, "/complain", ACTION_OWN_ACCOUNT, SESSION_FULL, hello_fields, complain_hello, 0},
    {METHOD_POST, "/flash", ACTION_OWN_ACCOUNT, SESSION_FULL, hello_fields, flash_hello, 0},
    {METHOD_POST, "/make", ACTION_OWN_ACCOUNT, SESSION_FULL, hello_fields, make_thing, ROUTE_CREATES},
    {METHOD_POST, "/make/other", ACTION_OWN_ACCOUNT, SESSION_FULL, hello_fields, make_thing, ROUTE_CREATES},
    {METHOD_GET, "/somebody", ACTION_OWN_ACCOUNT, SESSION_FULL, hello_fields, show_somebody, 0, "account"},
    {METHOD_GET, "/nobody", ACTION_OWN_ACCOUNT, SESSION_FULL, hello_fields, show_somebody, 0},
    {METHOD_GET, "/missing", ACTION_OWN_ACCOUNT, SESSION_FULL, NULL, not_there, 0},
    {METHOD_GET, "/log", ACTION_LOG_SEARCH, SESSION_FULL, NULL, show_hello, 0},
    {METHOD_POST, "/open", ACTION_NONE, SESSION_NONE, NULL, show_hello, 0},
    {METHOD_GET, "/alive", ACTION_NONE, SESSION_NONE, NULL, show_hello, ROUTE_NO_DATABASE},
    {0},
};
static const struct program program = {"test", routes};

static void take_full_session(struct visitor *to)
{
    const char *token;
    struct session session = {.account_id = person.id};
    struct request request = {.arena = to->arena, .cookies = "", .scheme = "http", .source = "192.0.2.7",
        .user_agent = ""};
    assert_int_equal(session_start(to->app.store, &request, SESSION_FULL, &session, &token), OK);
    visitor_set_cookie(to, "nsdb", token);
    to->csrf_token = session.csrf_token;
}

static int open_signed_in(void **state)
{
    const char *pem;
    const char *passphrase;
    (void)open_visitor(state);
    person = people_in_use(&visitor, PERSON_STAFF, &pem, &passphrase);
    take_full_session(&visitor);
    arrivals = 0;
    return 0;
}

static void a_page_stands_in_the_layout(void **state)
{
    (void)state;
    visitor_get(&visitor, "/hello");
    assert_int_equal(visitor.status, 200);
    assert_non_null(strstr(visitor.body, "<h1 class=\"nsdb-title\">&lt;あいさつ&gt;</h1>"));
    assert_non_null(strstr(visitor.body, "&lt;b&gt;こんにちは&lt;/b&gt;"));
    assert_non_null(strstr(visitor.body, "自治体職員"));
    assert_non_null(strstr(visitor.body, "医療機関ユーザ新規登録"));
    assert_non_null(strstr(visitor.body, "130001"));
    visitor_get(&visitor, "/complain");
    assert_int_equal(visitor.status, 422);
    assert_non_null(strstr(visitor.body, "エラー："));
    assert_non_null(strstr(visitor.body, "名前は&lt;&gt;を含めません。"));
}

/* At most two statements for session and page; a noted use within the minute is free. */
static void a_page_costs_one_statement(void **state)
{
    (void)state;
    visitor_get(&visitor, "/hello");
    struct session session;
    struct request request = {.arena = visitor.arena, .scheme = "http",
        .cookies = arena_format(visitor.arena, "nsdb=%s", visitor_cookie(&visitor, "nsdb"))};
    (void)store_statement_count(visitor.app.store);
    assert_int_equal(session_find(visitor.app.store, &request, &session), OK);
    assert_int_equal(session.stage, SESSION_FULL);
    assert_int_equal(session.municipality_id, 1);
    assert_int_equal(store_statement_count(visitor.app.store), 1);
}

/* A form that comes after the session's end: the sign-in page has a word for it; nothing of the form is in the address. */
static void a_form_without_session_is_told(void **state)
{
    (void)state;
    visitor_set_cookie(&visitor, "nsdb", "");
    visitor_post(&visitor, "/flash", "name=abc");
    assert_int_equal(visitor.status, 303);
    assert_string_equal(visitor.location, "/signin/?unsent=yes");
    visitor_get(&visitor, "/hello?name=abc");
    assert_string_equal(visitor.location, "/signin/?next=/hello%3Fname%3Dabc");
}

static void a_message_shows_once(void **state)
{
    (void)state;
    visitor_post(&visitor, "/flash", "");
    assert_string_equal(visitor.location, "/hello");
    visitor_get(&visitor, "/hello");
    assert_non_null(strstr(visitor.body, "変更を保存しました。"));
    visitor_get(&visitor, "/hello");
    assert_null(strstr(visitor.body, "変更を保存しました。"));
}

static void errors_explain(void **state)
{
    (void)state;
    visitor_get(&visitor, "/nothing");
    assert_int_equal(visitor.status, 404);
    assert_non_null(strstr(visitor.body, "何が起きたか"));
    assert_non_null(strstr(visitor.body, "お問い合わせ番号"));
    visitor_get(&visitor, "/make");
    assert_int_equal(visitor.status, 405);
    assert_string_equal(visitor.allow, "POST");
    visitor_get(&visitor, "/hello?other=1");
    assert_int_equal(visitor.status, 400);
    visitor_get(&visitor, "/log");
    assert_int_equal(visitor.status, 403);
    assert_string_equal(visitor_ask(&visitor, arena_format(visitor.arena,
        "SELECT CONCAT(action, ' ', outcome, ' ', role) FROM operation_log "
        "WHERE account_id = %lld ORDER BY id DESC LIMIT 1", (long long)person.id)), "log_search refused municipality_staff");
    visitor_get(&visitor, "/missing");
    assert_int_equal(visitor.status, 404);
    assert_string_equal(visitor_ask(&visitor, arena_format(visitor.arena, "SELECT detail FROM operation_log "
        "WHERE account_id = %lld ORDER BY id DESC LIMIT 1", (long long)person.id)),
        "{\"path\":\"/missing\",\"rule\":\"not_found\"}");
}

/* L01: no handler can forget what its route shows, and none can show more than its route. */
static void a_view_is_told_by_route_and_handler(void **state)
{
    (void)state;
    visitor_get(&visitor, "/somebody?name=a");
    assert_int_equal(visitor.status, 200);
    assert_string_equal(visitor_ask(&visitor, arena_format(visitor.arena, "SELECT CONCAT_WS(' ', action, subject_kind, "
        "subject_id = account_id, outcome, detail) FROM operation_log WHERE account_id = %lld ORDER BY id DESC LIMIT 1",
        (long long)person.id)), "view account 1 done {\"path\":\"/somebody\"}");
    visitor_get(&visitor, "/nobody");
    assert_int_equal(visitor.status, 200);
    visitor_get(&visitor, "/somebody");
    assert_int_equal(visitor.status, 503);
    assert_null(strstr(visitor.body, "こんにちは"));
    visitor_get(&visitor, "/nobody?name=a");
    assert_int_equal(visitor.status, 503);
    assert_null(strstr(visitor.body, "こんにちは"));
}

/* 5.11: without database a page says so, and what needs none still works. */
static void without_database(void **state)
{
    (void)state;
    struct store *store = visitor.app.store;
    visitor.app.store = NULL;
    visitor_get(&visitor, "/hello");
    assert_int_equal(visitor.status, 503);
    assert_non_null(strstr(visitor.body, "ただいま利用できません"));
    visitor_get(&visitor, "/alive");
    assert_int_equal(visitor.status, 200);
    visitor.app.store = store;
}

static const char *made_rows(void)
{
    return visitor_ask(&visitor, arena_format(visitor.arena, "SELECT COUNT(*) FROM operation_log "
        "WHERE action = 'test_make' AND account_id = %lld", (long long)person.id));
}

static void a_replay_gets_the_first_result(void **state)
{
    (void)state;
    visitor_post_keyed(&visitor, "/make", "KEYKEYKEYKEYKEYKEYKEY1");
    assert_string_equal(visitor.location, "/hello?made=1");
    visitor_post_keyed(&visitor, "/make", "KEYKEYKEYKEYKEYKEYKEY1");
    assert_int_equal(visitor.status, 303);
    assert_string_equal(visitor.location, "/hello?made=1");
    assert_int_equal(arrivals, 1);
    assert_string_equal(made_rows(), "1");
    visitor_post_keyed(&visitor, "/make/other", "KEYKEYKEYKEYKEYKEYKEY1");
    assert_int_equal(visitor.status, 403);
    visitor_post_keyed(&visitor, "/make", "");
    assert_int_equal(visitor.status, 400);
    visitor_post_keyed(&visitor, "/make", "KEYKEYKEYKEYKEYKEYKEY2");
    assert_int_equal(visitor.status, 303);
    assert_string_equal(made_rows(), "2");
}

/* R01: the browser's way back, a correction, and the same key: the first success would look like the second's. */
static void another_body_under_a_used_key_is_told(void **state)
{
    (void)state;
    visitor_post_keyed(&visitor, "/make", "KEYKEYKEYKEYKEYKEYKEY3&name=a&word=x");
    assert_string_equal(visitor.location, "/hello?made=1");
    visitor_post_keyed(&visitor, "/make", "KEYKEYKEYKEYKEYKEYKEY3&name=b&word=x");
    assert_int_equal(visitor.status, 409);
    assert_non_null(strstr(visitor.body, "この画面はすでに送信されています"));
    assert_non_null(strstr(visitor.body, "最初に送信した内容で、処理は終わっています"));
    assert_null(strstr(visitor.body, "この操作は行われていません")); /* of two sendings one was done */
    assert_non_null(strstr(visitor.body, "href=\"/hello?made=1\""));
    visitor_post_keyed(&visitor, "/make", "KEYKEYKEYKEYKEYKEYKEY3");
    assert_int_equal(visitor.status, 409);
    visitor_post_keyed(&visitor, "/make", "KEYKEYKEYKEYKEYKEYKEY3&name=a&word=y"); /* secrets leave no trace */
    assert_int_equal(visitor.status, 303);
    assert_string_equal(made_rows(), "1");
    test_sql(visitor.app.store, "UPDATE idempotency_key SET body = NULL");
    visitor_post_keyed(&visitor, "/make", "KEYKEYKEYKEYKEYKEYKEY3&name=b");
    assert_string_equal(visitor.location, "/hello?made=1");
}

/* T28: whoever has no session cannot fill the operation log with what he is denied. */
static void denials_without_a_session_are_lines_only(void **state)
{
    (void)state;
    const char *rows = "SELECT COUNT(*) FROM operation_log WHERE outcome = 'refused'";
    const char *before = visitor_ask(&visitor, rows);
    visitor.origin = "";
    visitor_post(&visitor, "/flash", "");
    assert_int_equal(visitor.status, 403);
    const char *after = visitor_ask(&visitor, rows);
    assert_string_not_equal(before, after);
    visitor_set_cookie(&visitor, "nsdb", "");
    for (int i = 0; i < 3; i++) {
        visitor_post(&visitor, "/open", "");
        assert_int_equal(visitor.status, 403);
        visitor.origin = NULL;
        visitor.csrf_token = "x";
    }
    assert_string_equal(visitor_ask(&visitor, rows), after);
}

static void *click(void *state)
{
    struct visitor *other = state;
    visitor_post_keyed(other, "/make", "DOUBLECLICKDOUBLECLICK");
    return NULL;
}

/* 5.4: many clicks at once, one thing made, everybody led to it. */
static void clicks_at_once_make_one(void **state)
{
    (void)state;
    enum { CLICKS = 16, ROUNDS = 5 };
    static struct visitor others[CLICKS];
    pthread_t threads[CLICKS];
    for (int i = 0; i < CLICKS; i++) {
        open_other_visitor(&others[i], "192.0.2.7");
        visitor_set_cookie(&others[i], "nsdb", visitor_cookie(&visitor, "nsdb"));
        others[i].csrf_token = visitor.csrf_token;
    }
    for (int round = 0; round < ROUNDS; round++) {
        test_sql(visitor.app.store, "DELETE FROM idempotency_key");
        test_sql(visitor.app.store, "DELETE FROM operation_log");
        for (int i = 0; i < CLICKS; i++)
            assert_int_equal(pthread_create(&threads[i], NULL, click, &others[i]), 0);
        for (int i = 0; i < CLICKS; i++)
            (void)pthread_join(threads[i], NULL);
        for (int i = 0; i < CLICKS; i++) {
            assert_int_equal(others[i].status, 303);
            assert_string_equal(others[i].location, "/hello?made=1");
        }
        assert_string_equal(made_rows(), "1");
    }
    for (int i = 0; i < CLICKS; i++)
        visitor_close(&others[i]);
}

int main(void)
{
    visitors_come_to(&program);
#define SIGNED_IN(test) cmocka_unit_test_setup_teardown(test, open_signed_in, close_visitor)
    const struct CMUnitTest tests[] = {
        SIGNED_IN(a_page_stands_in_the_layout),
        SIGNED_IN(a_page_costs_one_statement),
        SIGNED_IN(a_form_without_session_is_told),
        SIGNED_IN(a_message_shows_once),
        SIGNED_IN(errors_explain),
        SIGNED_IN(a_view_is_told_by_route_and_handler),
        SIGNED_IN(without_database),
        SIGNED_IN(a_replay_gets_the_first_result),
        SIGNED_IN(another_body_under_a_used_key_is_told),
        SIGNED_IN(denials_without_a_session_are_lines_only),
        SIGNED_IN(clicks_at_once_make_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
