/* The escaping writer (I03, X01): what hostile texts become in each place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "html.h"

static const char *written(struct arena *arena, void (*write)(struct html *, const char *), const char *value)
{
    struct buffer *to = arena_make(arena, struct buffer);
    *to = buffer_in(arena);
    struct html html = {.to = to};
    write(&html, value);
    return buffer_text(to);
}

static const struct {
    void (*write)(struct html *, const char *);
    const char *value;
    const char *expected;
} cases[] = {
    {html_text, NULL, ""},
    {html_text, "", ""},
    {html_text, "難病 𠮷󠄀 plain", "難病 𠮷󠄀 plain"},
    {html_text, "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
    {html_text, "</textarea><img src=x onerror=alert(1)>", "&lt;/textarea&gt;&lt;img src=x onerror=alert(1)&gt;"},
    {html_text, "a && b &amp; <!-- -->", "a &amp;&amp; b &amp;amp; &lt;!-- --&gt;"},
    {html_attribute, "\"><svg onload=alert(1)>", "&quot;&gt;&lt;svg onload=alert(1)&gt;"},
    {html_attribute, "' onfocus='alert(1)", "&#39; onfocus=&#39;alert(1)"},
    {html_url_part, "a b/c?d&e=f#g%", "a%20b%2Fc%3Fd%26e%3Df%23g%25"},
    {html_url_part, "難", "%E9%9B%A3"},
    {html_url_part, "user@example.jp-._~", "user@example.jp-._~"},
    {html_url_part, "javascript:alert(1)", "javascript%3Aalert%281%29"},
    {html_url_part, "\"'<>", "%22%27%3C%3E"},
    {html_url_part, NULL, ""},
    {html_url, "/institution/users?a=1&b=2", "/institution/users?a=1&amp;b=2"},
    {html_url, "/", "/"},
    {html_url, "javascript:alert(1)", "#"},
    {html_url, "https://evil.example/", "#"},
    {html_url, "//evil.example/", "#"},
    {html_url, "/\\evil.example/", "#"},
    {html_url, "/\t/evil.example/", "#"},
    {html_url, "/a\n/b", "#"},
    {html_url, "\\\\evil.example", "#"},
    {html_url, "", "#"},
    {html_url, NULL, "#"},
    {html_url, "/a\"onclick='x'", "/a&quot;onclick=&#39;x&#39;"},
};

static void test_values_are_escaped_by_place(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(written(arena, cases[i].write, cases[i].value), cases[i].expected);
    arena_free(&arena);
}

/* Every single byte that means something to HTML is gone, whatever the text. */
static void test_no_byte_ends_its_place(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (int byte = 1; byte < 256; byte++) {
        const char value[] = {'/', (char)byte, 0};
        assert_null(strpbrk(written(arena, html_text, value), "<>\"'"));
        assert_null(strpbrk(written(arena, html_attribute, value), "<>\"'"));
        assert_null(strpbrk(written(arena, html_url, value), "<>\"'\\ \t\r\n"));
        assert_null(strpbrk(written(arena, html_url_part, value), "<>\"'\\/?#&=:; \t\r\n"));
    }
    arena_free(&arena);
}

/* R06: what one form of a page used up must not hold another one back. 4,096 forms fit on a page. */
static void test_each_form_has_its_own_key(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buffer to = buffer_in(arena);
    struct html html = {.to = &to, .csrf_token = "", .idempotency_key = "k9_"};
    for (int i = 0; i < 200; i++)
        html_form_fields(&html);
    const char *all = buffer_text(&to);
    const size_t one = strlen(all) / 200;
    assert_non_null(strstr(all, "value=\"k9_\""));
    for (size_t i = 0; i < 200; i++)
        for (size_t j = 0; j < i; j++)
            assert_memory_not_equal(all + i * one, all + j * one, one);
    arena_free(&arena);
}

static void test_form_fields(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buffer to = buffer_in(arena);
    html_form_fields(&(struct html){.to = &to, .csrf_token = "a\"b", .idempotency_key = "k"});
    assert_string_equal(buffer_text(&to),
        "<input type=\"hidden\" name=\"csrf_token\" value=\"a&quot;b\">"
        "<input type=\"hidden\" name=\"idempotency_key\" value=\"k\">");
    struct buffer none = buffer_in(arena);
    html_form_fields(&(struct html){.to = &none, .csrf_token = ""});
    assert_string_equal(buffer_text(&none), "");
    arena_free(&arena);
}

static void test_numbers(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buffer to = buffer_in(arena);
    struct html html = {.to = &to};
    static const int64_t numbers[] = {0, 7, -1, 1000, INT64_MAX, INT64_MIN};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        html_number(&html, numbers[i]);
        html_text(&html, ",");
    }
    html_count(&html, UINT64_MAX);
    assert_string_equal(buffer_text(&to), "0,7,-1,1000,9223372036854775807,-9223372036854775808,18446744073709551615");
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_are_escaped_by_place),
        cmocka_unit_test(test_no_byte_ends_its_place),
        cmocka_unit_test(test_form_fields),
        cmocka_unit_test(test_each_form_has_its_own_key),
        cmocka_unit_test(test_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
