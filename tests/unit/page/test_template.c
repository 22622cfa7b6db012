/* Templates that the page compiler refuses, with the sentence and the line that it names (architecture §9, I03). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "template.h"
#include "text.h"

#define PAGE "<!--% page a_view %-->\n"
#define ALONE "a URL that starts with a value is that value alone."
#define QUOTES "the value of an attribute stands in quotes, right behind the =."
#define BETWEEN "a value stands between tags or in the quotes of an attribute."
#define SCRIPT "a <script> has no content: code belongs in www/static/js."
#define URL "a URL starts with /, #, ?, https://, mailto: or tel: (and never with javascript:)."
#define METHOD "the method of a form is written out: get or post."
#define MEETS "this branch ends in another place of the HTML than it began."
#define ONCE "\"page\" stands once, in the first line, and takes one name: the view's struct."
#define NESTED_8                                                                                              \
    "<!--% if a %--><!--% if a %--><!--% if a %--><!--% if a %-->"                                             \
    "<!--% if a %--><!--% if a %--><!--% if a %--><!--% if a %-->"
#define FIRST "a template begins with <!--% page its_view %-->."

static const struct {
    const char *template;
    const char *problem;   /* "line: sentence" */
} refused[] = {
    /* the frame of a template */
    {"", "1: " FIRST},
    {"<p>", "1: " FIRST},
    {"<!-- note --><p>", "1: " FIRST},
    {"<!--% if a %-->", "1: " FIRST},
    {PAGE "<!--% page b_view %-->", "2: " ONCE},
    {"<!--% page a_view b %-->", "1: " ONCE},
    {"<!--% page A %-->", "1: \"A\" is not a path of lower-case names joined by dots."},
    {PAGE "<p", "2: the template ends inside a tag, <pre>, <script> or <textarea>."},
    {PAGE "<textarea>\n", "3: the template ends inside a tag, <pre>, <script> or <textarea>."},
    {PAGE "a < b", "2: a < that begins no tag is written &lt;."},
    {PAGE "\n<!-- note", "3: this <!-- has no -->."},
    /* directives */
    {PAGE "<!--% loop %-->", "2: there is no directive \"loop\"."},
    {PAGE "<!--%%-->", "2: there is no directive \"\"."},
    {PAGE "<!--% if a", "2: this <!--% has no %-->."},
    {PAGE "<!--% if a %-->\n\n", "2: this block has no end."},
    {PAGE "<!--% for a in b %--><!--% if a.c %--><!--% end %-->", "2: this block has no end."},
    {PAGE "<p>\n<!--% end %-->", "3: \"end\" stands alone and ends an if or a for."},
    {PAGE "<!--% else %-->", "2: \"else\" stands once, alone, inside an if."},
    {PAGE "<!--% for a in b %--><!--% else %-->", "2: \"else\" stands once, alone, inside an if."},
    {PAGE "<!--% if a %--><!--% else %--><!--% else %-->", "2: \"else\" stands once, alone, inside an if."},
    {PAGE "<!--% if %-->", "2: \"if\" takes a path, or \"not\" and a path."},
    {PAGE "<!--% if a or b %-->", "2: \"if\" takes a path, or \"not\" and a path."},
    {PAGE "<!--% if a() %-->", "2: \"a()\" is not a path of lower-case names joined by dots."},
    {PAGE "<!--% for a of b %-->",
        "2: \"for\" is written \"for item in items\"; html, view, loop and page are no names for an item."},
    {PAGE "<!--% for view in b %-->",
        "2: \"for\" is written \"for item in items\"; html, view, loop and page are no names for an item."},
    {PAGE "<p <!--% include part/a %-->>",
        "2: \"include\" stands between tags and takes a template and the part of the view that it shows."},
    {PAGE "<!--% include ../a b %-->",
        "2: \"include\" stands between tags and takes a template and the part of the view that it shows."},
    {PAGE "<p title=\"<!--% body %-->\">", "2: \"body\" stands alone between tags."},
    {PAGE NESTED_8 NESTED_8 "<!--% if a %-->", "2: blocks are nested too deeply."},
    /* values */
    {PAGE "{{ a", "2: this {{ has no }}."},
    {PAGE "{{ }}", "2: \"\" is not a path of lower-case names joined by dots."},
    {PAGE "{{ a..b }}", "2: \"a..b\" is not a path of lower-case names joined by dots."},
    {PAGE "{{ a[0] }}", "2: \"a[0]\" is not a path of lower-case names joined by dots."},
    {PAGE "{{ a->b }}", "2: \"a->b\" is not a path of lower-case names joined by dots."},
    {PAGE "{{ a); exit(1 }}", "2: \"a); exit(1\" is not a path of lower-case names joined by dots."},
    {PAGE "{{ 1a }}", "2: \"1a\" is not a path of lower-case names joined by dots."},
    {PAGE "{{ loop.number }}", "2: \"loop\" stands only inside a for."},
    {PAGE "<!--% for a in b %-->{{ loop.count }}", "2: a loop knows number, first and last, not \"count\"."},
    /* places that take no value */
    {PAGE "<p title={{ a }}>", "2: " QUOTES},
    {PAGE "<p title=a>", "2: " QUOTES},
    {PAGE "<p title= \"a\">", "2: " QUOTES},
    {PAGE "<p {{ a }}>", "2: " BETWEEN},
    {PAGE "<p data-{{ a }}=\"b\">", "2: " BETWEEN},
    {PAGE "<p{{ a }}>", "2: " BETWEEN},
    {PAGE "<{{ a }}>", "2: a < that begins no tag is written &lt;."},
    {PAGE "<!doctype {{ a }}>", "2: " BETWEEN},
    {PAGE "<script>{{ a }}</script>", "2: " SCRIPT},
    {PAGE "<script>\nalert(1)</script>", "3: " SCRIPT},
    {PAGE "<SCRIPT src=\"/a\">x", "2: " SCRIPT},
    {PAGE "<style>{{ a }}</style>", "2: <style> is refused: looks belong in www/static/css."},
    {PAGE "<p style=\"color: {{ a }}\">", "2: style attributes are refused: looks belong in www/static/css."},
    {PAGE "<p\nSTYLE='x'>", "3: style attributes are refused: looks belong in www/static/css."},
    {PAGE "<p onclick=\"{{ a }}\">", "2: on… attributes are refused: behaviour belongs in www/static/js."},
    {PAGE "<p onFocus>", "2: on… attributes are refused: behaviour belongs in www/static/js."},
    {PAGE "<iframe srcdoc=\"{{ a }}\">", "2: srcdoc, srcset and http-equiv are refused."},
    {PAGE "<meta http-equiv=\"refresh\" content=\"0;url={{ a }}\">", "2: srcdoc, srcset and http-equiv are refused."},
    {PAGE "<p \"{{ a }}\">", "2: an attribute starts with its name."},
    /* URLs */
    {PAGE "<a href=\"javascript:alert(1)\">", "2: " URL},
    {PAGE "<a href=\"JavaScript:{{ a }}\">", "2: " URL},
    {PAGE "<a href=\" javascript:alert(1)\">", "2: " URL},
    {PAGE "<a href=\"//evil/{{ a }}\">", "2: " URL},
    {PAGE "<a href=\"http://a/\">", "2: " URL},
    {PAGE "<a href=\"\">", "2: " URL},
    {PAGE "<a href=\"https://{{ a }}/\">", "2: a URL of another site takes no value."},
    {PAGE "<form action=\"data:{{ a }}\">", "2: " URL},
    {PAGE "<button formaction=\"javascript:x\">", "2: " URL},
    {PAGE "<img src=\"{{ a }}.png\">", "2: " ALONE},
    {PAGE "<a href=\"{{ a }}{{ b }}\">", "2: " ALONE},
    {PAGE "<a href=\"/a<!--% if a %-->b<!--% end %-->\">", "2: no directive stands inside a URL."},
    /* forms */
    {PAGE "<form method=\"{{ a }}\">", "2: " METHOD},
    {PAGE "<form method=\"<!--% if a %-->post<!--% end %-->\">", "2: " METHOD},
    {PAGE "<form <!--% if a %-->method=\"post\"<!--% end %-->>", "2: " MEETS},
    {PAGE "<form novalidate method=\"post\">",
        "2: novalidate is refused: every form gets it, so that people read the program's own messages."},
    {PAGE "<button formmethod=\"post\">",
        "2: formmethod is refused: give the form its method, so that it gets its hidden fields."},
    /* branches that tear tags apart */
    {PAGE "<!--% if a %--><p<!--% end %-->>", "2: a directive stands between tags, between attributes or in the "
                                              "quotes of an attribute."},
    {PAGE "<p <!--% if a %-->title=\"<!--% end %-->\">", "2: " MEETS},
    {PAGE "<!--% if a %--><b title=\"<!--% else %-->x<!--% end %-->", "2: " MEETS},
    {PAGE "<p <!--% for a in b %-->><!--% end %-->", "2: " MEETS},
    {PAGE "<!--% if a %--><pre><!--% end %--></pre>", "2: " MEETS},
    /* optional attributes */
    {PAGE "<p ?hidden>", "2: an optional attribute is written ?name=\"path\"."},
    {PAGE "<p ?hidden='a'>", "2: an optional attribute is written ?name=\"path\"."},
    {PAGE "<p ?hidden=\"a>", "2: this ?hidden=\" has no \"."},
    {PAGE "<p ?onclick=\"a\">", "2: an optional attribute is written ?name=\"path\"."},
    {PAGE "<p ?hidden=\"a b\">", "2: \"a b\" is not a path of lower-case names joined by dots."},
};

static void test_templates_are_refused_with_line_and_reason(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct template_result result;
        struct template_source source = {"a.html", "a_page", refused[i].template};
        if (template_compile(arena, source, &result) != REFUSED)
            fail_msg("accepted: %s", refused[i].template);
        assert_string_equal(result.problem, arena_format(arena, "a.html:%s", refused[i].problem));
    }
    arena_free(&arena);
}

/* Whatever is cut off, the compiler neither crashes nor accepts half a tag. */
static void test_every_beginning_of_a_template(void **state)
{
    (void)state;
    static const char whole[] = PAGE "<form method=\"post\" ?hidden=\"{{ a }}\"><!--% for b in c %-->"
        "<a href=\"/x?{{ b.d }}\">{{ b.e }}</a><!--% end %--><textarea>{{ f }}</textarea></form>";
    struct arena *arena = arena_new();
    for (size_t length = 0; length <= strlen(whole); length++) {
        struct template_result result;
        struct template_source source = {"a.html", "a_page", arena_text_part(arena, whole, length)};
        enum result answer = template_compile(arena, source, &result);
        assert_true((answer == OK) == (result.problem == NULL));
        if (length == strlen(whole))
            assert_int_equal(answer, OK);
    }
    arena_free(&arena);
}

/* A loop's variable hides nothing of the view, and each statement names its own line. */
static void test_code_carries_lines_and_paths(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct template_result result;
    struct template_source source = {"dir/a.html", "a_page",
        PAGE "<!--% for b in c.d %-->\n{{ b.e }}{{ b }}{{ f.g }}\n<!--% end %-->"};
    assert_int_equal(template_compile(arena, source, &result), OK);
    const char *code = buffer_text(&result.code);
    assert_non_null(strstr(code, "#line 2 \"dir/a.html\"\n    for (size_t i1 = 0; i1 < view->c.d.count; i1++)"));
    assert_non_null(strstr(code, "#line 3 \"dir/a.html\"\n    html_value(html, b->e, html_text);"));
    assert_non_null(strstr(code, "html_value(html, (*b), html_text);"));
    assert_non_null(strstr(code, "html_value(html, view->f.g, html_text);"));
    assert_true(text_starts_with(code, "/* Made by page_compiler from dir/a.html: change that file. */"));
    assert_non_null(strstr(buffer_text(&result.header),
        "void a_page_of(struct html *html, const struct a_view *page)"));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_templates_are_refused_with_line_and_reason),
        cmocka_unit_test(test_every_beginning_of_a_template),
        cmocka_unit_test(test_code_carries_lines_and_paths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
