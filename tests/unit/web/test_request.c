/* Requests from FastCGI parameters, and their cookies (I10, I12, S01). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "buffer.h"
#include "request_parameters.h"

static struct request *read_one(struct arena *arena, const char *parameter)
{
    char *const parameters[] = {(char *)"REQUEST_METHOD=GET", (char *)"REQUEST_URI=/a/b?c=d&e",
        (char *)"REQUEST_SCHEME=https", (char *)"HTTP_HOST=example.jp", (char *)parameter, NULL};
    return request_from_parameters(arena, arena, parameters);
}

static void a_good_request_is_read(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    struct request *request = read_one(arena, "CONTENT_LENGTH=12");
    assert_int_equal(request->fault, 0);
    assert_int_equal(request->method, METHOD_GET);
    assert_string_equal(request->path, "/a/b");
    assert_string_equal(request->query, "c=d&e");
    assert_string_equal(request->host, "example.jp");
    assert_string_equal(request->origin, "");
    assert_int_equal(request->content_length, 12);
    assert_false(read_one(arena, "HTTP_HELD=yes")->held);
    assert_false(read_one(arena, "HELD=no")->held);
    assert_true(read_one(arena, "HELD=yes")->held);
    assert_string_equal(read_one(arena, "HTTP_USER_AGENT=\xE3\x81\x82z\x01")->user_agent, "???z?");
    arena_free(&arena);
}

static void faults_are_seen(void **state)
{
    struct arena *arena = arena_new();
    char *const no_path[] = {(char *)"REQUEST_METHOD=GET", (char *)"REQUEST_URI=http://x/", NULL};
    char *const nothing[] = {NULL};
    static const char *const bad[] = {"CONTENT_LENGTH=-1", "CONTENT_LENGTH=1x", "CONTENT_LENGTH= 1",
        "CONTENT_LENGTH=+1", "CONTENT_LENGTH=99999999999999999999", "HTTP_COOKIE=a\x01", "HTTP_ORIGIN=a\nb",
        "CONTENT_TYPE=a\x7F"};
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_int_equal(read_one(arena, bad[i])->fault, 400);
    assert_int_equal(request_from_parameters(arena, arena, no_path)->fault, 400);
    assert_int_equal(request_from_parameters(arena, arena, nothing)->fault, 400);
    arena_free(&arena);
}

static int fault_of_headers(struct arena *arena, int count, size_t size)
{
    char **parameters = arena_make_array(arena, char *, (size_t)count + 2);
    parameters[0] = (char *)"REQUEST_URI=/";
    for (int i = 0; i < count; i++) {
        parameters[i + 1] = arena_alloc(arena, size + 1);
        memset(parameters[i + 1], 'x', size);
        memcpy(parameters[i + 1], "HTTP_X=", 7);
    }
    return request_from_parameters(arena, arena, parameters)->fault;
}

static void header_limits_hold_to_the_unit(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_int_equal(fault_of_headers(arena, 100, 10), 0);
    assert_int_equal(fault_of_headers(arena, 101, 10), 431);
    assert_int_equal(fault_of_headers(arena, 32, 1024), 0);
    assert_int_equal(fault_of_headers(arena, 32, 1025), 431);
    char *const longest[] = {arena_format(arena, "REQUEST_URI=/%0*d", 8191, 0), NULL};
    char *const longer[] = {arena_format(arena, "REQUEST_URI=/%0*d", 8192, 0), NULL};
    assert_int_equal(request_from_parameters(arena, arena, longest)->fault, 0);
    assert_int_equal(request_from_parameters(arena, arena, longer)->fault, 414);
    arena_free(&arena);
}

struct cookie {
    const char *scheme;
    const char *header;
    const char *value;
};

static void cookies_are_found_by_their_whole_name(void **state)
{
    static const struct cookie table[] = {
        {"http", "s=1", "1"}, {"http", "a=0; s=1; b=2", "1"}, {"http", "a=0;s=1;b=2", "1"}, {"http", "ss=1", NULL},
        {"http", "as=1; xs=s=2", NULL}, {"http", "s=1; s=2", NULL}, {"http", "s=1; s=1", NULL}, {"http", "", NULL},
        {"http", "s=", ""}, {"http", "s", NULL}, {"http", "S=1", NULL}, {"http", "s=a b", NULL}, {"http", "s=\"a\"", NULL},
        {"http", ";;; ;s=1;", "1"}, {"http", "__Host-s=1", NULL}, {"http", "s=a=b", "a=b"}, {"http", "s=a\nb", NULL}, {"http", "s=\xE3\x81\x82", NULL},
        {"https", "__Host-s=1", "1"}, {"https", "s=1", NULL}, {"https", "s=2; __Host-s=1", "1"},
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct request request = {.arena = arena, .scheme = table[i].scheme, .cookies = table[i].header};
        const char *value = request_cookie(&request, "s");
        if ((value == NULL) != (table[i].value == NULL) || (value != NULL && strcmp(value, table[i].value) != 0))
            fail_msg("%s: %s", table[i].header, value == NULL ? "none" : value);
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_request_is_read),
        cmocka_unit_test(faults_are_seen),
        cmocka_unit_test(header_limits_hold_to_the_unit),
        cmocka_unit_test(cookies_are_found_by_their_whole_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
