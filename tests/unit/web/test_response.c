/* Heads of answers (G01, I04, F06, S01, S08). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "response_head.h"

static struct arena *arena;
static struct request plain;
static struct request secure;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    plain = (struct request){.arena = arena, .scheme = "http"};
    secure = (struct request){.arena = arena, .scheme = "https"};
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static const char *head_of(const struct request *request, const struct response *response)
{
    struct bytes head = response_head(arena, request, response);
    return arena_text_part(arena, (const char *)head.data, head.size);
}

static void has(const char *head, const char *line)
{
    if (strstr(head, line) == NULL)
        fail_msg("no \"%s\" in:\n%s", line, head);
}

static void has_not(const char *head, const char *line)
{
    if (strstr(head, line) != NULL)
        fail_msg("\"%s\" in:\n%s", line, head);
}

static void every_answer_has_the_security_headers(void **state)
{
    static const int statuses[] = {200, 303, 400, 403, 404, 409, 413, 422, 503};
    (void)state;
    for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++) {
        struct response response = response_in(arena);
        response.status = statuses[i];
        const char *head = head_of(&secure, &response);
        has(head, arena_format(arena, "Status: %d ", statuses[i]));
        has(head, "\r\nContent-Security-Policy: default-src 'none'; script-src 'self';");
        has(head, "frame-ancestors 'none'");
        has(head, "\r\nX-Content-Type-Options: nosniff\r\n");
        has(head, "\r\nReferrer-Policy: same-origin\r\n");
        has(head, "\r\nCache-Control: no-store\r\n");
        has(head, "\r\nStrict-Transport-Security: max-age=31536000");
        assert_string_equal(head + strlen(head) - 4, "\r\n\r\n");
    }
    struct response response = response_in(arena);
    has_not(head_of(&plain, &response), "Strict-Transport-Security");
}

static void redirects_stay_on_the_site(void **state)
{
    static const char *const bad[] = {"http://x/", "//x/", "/\\x/", "x", "", "/a\r\nSet-Cookie: a=b", "/a b",
        "/\xE3\x81\x82"};
    struct response response = response_in(arena);
    (void)state;
    response_see_other(&response, "/account/?page=2");
    has(head_of(&plain, &response), "Status: 303 See Other\r\nContent-Length: 0\r\nLocation: /account/?page=2\r\n");
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        response_see_other(&response, bad[i]);
        assert_string_equal(response.location, "/");
    }
}

static void downloads_carry_their_name_and_run_nothing(void **state)
{
    struct response response = response_in(arena);
    (void)state;
    response_download(&response, "application/pdf", "通知書 \"1\".pdf", (struct bytes){(const uint8_t *)"%PDF", 4});
    const char *head = head_of(&plain, &response);
    has(head, "Content-Disposition: attachment; filename=\"___ _1_.pdf\"; "
              "filename*=UTF-8''%E9%80%9A%E7%9F%A5%E6%9B%B8%20%221%22.pdf\r\n");
    has(head, "Content-Length: 4\r\n");
    has(head, "; sandbox\r\n");
    response.inline_document = true;
    head = head_of(&plain, &response);
    has(head, "Content-Disposition: inline; filename=");
    has_not(head, "sandbox");
}

/* What is sent piece by piece says its size beforehand; a 303 after it has no body again. */
static void a_file_is_announced_by_its_size(void **state)
{
    struct response response = response_in(arena);
    FILE *file = tmpfile();
    (void)state;
    assert_non_null(file);
    for (int i = 0; i < 100000; i++)
        assert_true(fputc('x', file) == 'x');
    assert_int_equal(fflush(file), 0);
    assert_int_equal(response_download_file(&response, "text/csv", "a.csv", fileno(file)), OK);
    has(head_of(&plain, &response), "Content-Length: 100000\r\n");
    response_see_other(&response, "/account/");
    has(head_of(&plain, &response), "Content-Length: 0\r\n");
    fclose(file);
    assert_int_equal(response_download_file(&response, "text/csv", "a.csv", -1), FAILED);
}

static void header_values_hold_no_line_breaks(void **state)
{
    struct response response = response_in(arena);
    (void)state;
    response.content_type = "text/html\r\nX: y";
    response.refresh = "2\nX: y";
    response.location = "/\rX: y";
    has_not(head_of(&plain, &response), "X: y");
}

static void cookies_are_as_strict_as_the_scheme_allows(void **state)
{
    struct response response = response_in(arena);
    (void)state;
    response_cookie(&response, &secure, "session", "abc");
    response_cookie(&response, &plain, "session", "abc");
    response_cookie(&response, &plain, "session", "");
    response_cookie(&response, &plain, "session", "a;b");
    response_cookie(&response, &plain, "session", "a\r\nb");
    const char *head = head_of(&plain, &response);
    has(head, "Set-Cookie: __Host-session=abc; Path=/; HttpOnly; SameSite=Strict; Secure\r\n"
              "Set-Cookie: session=abc; Path=/; HttpOnly; SameSite=Strict\r\n"
              "Set-Cookie: session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0\r\n\r\n");
}

/* whatever else the answer holds, nginx learns the place alone. */
static void a_held_request_is_answered_by_its_place_alone(void **state)
{
    static const struct { int64_t delay_ms; const char *place; } cases[] = {
        {1, "@hold_1s"}, {1000, "@hold_1s"}, {2000, "@hold_2s"}, {2001, "@hold_5s"}, {5000, "@hold_5s"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct response response = response_in(arena);
        response_cookie(&response, &plain, "session", "abc");
        response_hold(&response, cases[i].delay_ms);
        assert_string_equal(head_of(&plain, &response), arena_format(arena,
            "Status: 429 Too Many Requests\r\nContent-Length: 0\r\nX-Accel-Redirect: %s\r\n\r\n", cases[i].place));
    }
}

int main(void)
{
#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(every_answer_has_the_security_headers),
        TEST(redirects_stay_on_the_site),
        TEST(downloads_carry_their_name_and_run_nothing),
        TEST(a_file_is_announced_by_its_size),
        TEST(header_values_hold_no_line_breaks),
        TEST(cookies_are_as_strict_as_the_scheme_allows),
        TEST(a_held_request_is_answered_by_its_place_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
