/* Templates that the page compiler accepts: compiled by the build like any page, and what they write, byte by
 * byte (architecture §9, I03, S06: every POST form carries its hidden fields). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "blanks_page.h"
#include "choices_page.h"
#include "forms_page.h"
#include "frame_page.h"
#include "includes_page.h"
#include "loops_page.h"
#include "places_page.h"
#include "sample_view.h"
#include "values_page.h"

#define HOSTILE "\"'><b>&javascript:"
#define AS_TEXT "&quot;&#39;&gt;&lt;b&gt;&amp;javascript:"
#define AS_PART "%22%27%3E%3Cb%3E%26javascript%3A"
#define HIDDEN(key) /* each form of a page has its own key */                                                 \
    "<input type=\"hidden\" name=\"csrf_token\" value=\"token\">"                                               \
    "<input type=\"hidden\" name=\"idempotency_key\" value=\"" key "\">"

static void body(struct html *html, const void *view)
{
    html_text(html, view);
}

static struct sample_view sample(struct arena *arena)
{
    struct sample_view view = {.hostile = HOSTILE, .link = "/l?a&b", .mail = "desk@example.jp", .empty = "",
        .array = "array", .yes = true, .number = -7, .big = INT64_MIN, .count = SIZE_MAX, .small = 5,
        .inner.deeper.name = "deep<", .body = body, .body_view = "the <body>"};
    for (size_t i = 0; i < 2; i++) {
        struct sample_group *group = list_push(arena, &view.groups);
        group->name = i == 0 ? "A" : "B";
        for (size_t j = 0; j <= i; j++)
            list_push(arena, &group->doctors)->name = j == 0 ? "x" : "<y>";
        *list_push(arena, &view.words) = i == 0 ? "eins" : "zwei";
    }
    view.some = view.groups.items;
    return view;
}

static const struct {
    void (*page)(struct html *html, const void *view);
    const char *expected;
} pages[] = {
    {places_page,
        "<p>" AS_TEXT "</p>\n<p title=\"" AS_TEXT "\" class='a" AS_TEXT "b'>x</p>\n"
        "<a href=\"/users?name=" AS_PART "&amp;at=" AS_PART "#" AS_PART "\">x</a>\n"
        "<a href=\"#\">x</a><a href=\"/l?a&amp;b\">x</a><a href=\"mailto:desk@example.jp\">x</a>\n"
        "<form action=\"/l?a&amp;b\" method=\"get\" novalidate></form>\n"
        "<div data-progress-url=\"/job?id=" AS_PART "\" data-name=\"" AS_TEXT "\"></div>\n"
        "<textarea name=\"a\" rows=\"2\">\n" AS_TEXT "<p></textarea>\n<title>" AS_TEXT "</title>\n"
        "<script src=\"/static/js/nsdb.js\" type=\"module\"> </script>"},
    {values_page,
        "<p>-7 -9223372036854775808 18446744073709551615 5 1 array  deep&lt;</p>\n"
        "<a href=\"/users?age=-7&amp;count=18446744073709551615\" data-count=\"18446744073709551615\">x</a>"},
    {choices_page,
        "yes\nno\n\nefg\n<input name=\"q\" checked required aria-invalid=\"true\">\n"
        "<p class=\"row first\" id=\"a\" lang=\"ja\">x</p>\nouter"},
    {loops_page,
        "<ul>\n<li>1 A/l?a&amp;b\n<b class=\"first\">x/A</b>\n</li>\n"
        "<li>2 B/l?a&amp;b\n<b class=\"first\">x/B</b>,\n<b>&lt;y&gt;/B</b>\n</li>\n"
        "<i>eins</i><i>zwei</i>\n\n</ul>"},
    {forms_page,
        "<form method=\"post\" action=\"/a\" novalidate>" HIDDEN("key") "<p>1</p></form>\n"
        "<FORM ACTION='/b' METHOD='POST' novalidate>" HIDDEN("kez")
        "</FORM>\n<form action=\"/c\" novalidate></form>\n<form method=\"get\" action=\"/d\" novalidate></form>\n"
        "<form class=\"wide\" method=\"post\" action=\"/e\" novalidate>" HIDDEN("ke0") "\n<input name=\"x\">\n</form>"},
    {blanks_page,
        "<p>改行はつなぐ。\na b\nc　d</p>\n<input name=\"a\" value=\"two  words\">\n"
        "<pre>\n  keeps   /l?a&amp;b\n    <b>its   blanks</b>\n</pre>\n<br/>\n<b>a</b> <b>b</b>"},
    {includes_page, "<section><em>deep&lt;</em><hr>\n<p>A</p>\n<p>B</p>\n</section>"},
    {frame_page, "<!doctype html>\n<html lang=\"ja\"><body>the &lt;body&gt;</body></html>"},
};

static void test_pages_write_what_they_should(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct sample_view view = sample(arena);
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct buffer to = buffer_in(arena);
        pages[i].page(&(struct html){&to, "token", "key"}, &view);
        assert_string_equal(buffer_text(&to), pages[i].expected);
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_pages_write_what_they_should)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
