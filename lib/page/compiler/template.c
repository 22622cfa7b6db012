/* Reads a template from its first to its last byte: markup is kept (blanks collapsed), values, optional
 * attributes and directives become C. */
#include "template.h"

#include "reader.h"
#include "text.h"

static const char blanks[] = " \t\r\n";
static const char first_is_page[] = "a template begins with <!--% page its_view %-->.";
/* The browser's own bubbles would hide the program's messages, which say more. */
static const char without_bubbles[] = " novalidate";

/* What stands between `skip` bytes from here and `end`; the reader goes on behind that. NULL and a problem when there
 * is no `end`. */
static const char *enclosed(struct reader *reader, size_t skip, const char *end)
{
    const char *start = reader->at + skip;
    const char *found = strstr(start, end);
    if (found == NULL) {
        reader_refuse(reader, "this %.*s has no %s.", (int)skip, reader->at, end);
        return NULL;
    }
    reader->behind = found + strlen(end);
    return arena_text_part(reader->arena, start, (size_t)(found - start));
}

/* The first byte of kana, kanji, Japanese punctuation and full-width forms. */
static bool is_wide(char c)
{
    unsigned char byte = (unsigned char)c;
    return (byte >= 0xE3 && byte <= 0xE9) || byte == 0xEF;
}

/* A run of blanks in text becomes one: a line break when it holds one, nothing between two Japanese
 * characters or behind another blank. Between attributes, attributes bring their own. */
static void read_blanks(struct reader *reader)
{
    size_t length = strspn(reader->at, blanks);
    bool breaks = memchr(reader->at, '\n', length) != NULL;
    bool joins = breaks && reader->wide_before && is_wide(reader->at[length]);
    reader->behind = reader->at + length;
    if (reader->place.kind == IN_TAG || reader->blank_before || joins || reader->behind[0] == 0)
        return;
    code_markup(&reader->code, breaks ? "\n" : " ", 1);
    reader->blank_before = true;
}

static void read_markup(struct reader *reader)
{
    const struct place before = reader->place;
    const char c = *reader->at;
    const char *problem = place_step(&reader->place, reader->at);
    if (problem != NULL)
        reader_refuse(reader, "%s", problem);
    if (before.kind == IN_TAG && reader->place.kind == IN_ATTRIBUTE_NAME)
        code_markup(&reader->code, " ", 1);
    bool leaves_tag = before.kind >= IN_TAG_NAME && reader->place.kind < IN_TAG_NAME;
    if (leaves_tag && strcmp(before.tag, "form") == 0)
        code_markup(&reader->code, without_bubbles, strlen(without_bubbles));
    bool ends_name = reader->place.kind == IN_TAG && strchr(blanks, c) != NULL;
    if (!ends_name)
        code_markup(&reader->code, &c, 1);
    reader->blank_before = false;
    if (((unsigned char)c & 0xC0) != 0x80)
        reader->wide_before = reader->place.kind == IN_TEXT && is_wide(c);
    if (leaves_tag && before.posts)
        code_statement(&reader->code, reader->line, "html_form_fields(html);");
    if (leaves_tag && strcmp(reader->place.tag, "textarea") == 0)
        code_markup(&reader->code, "\n", 1);
}

static void read_value(struct reader *reader)
{
    static const char *const functions[] = {[ESCAPE_NONE] = "", [ESCAPE_TEXT] = "html_text",
        [ESCAPE_ATTRIBUTE] = "html_attribute", [ESCAPE_URL_PART] = "html_url_part"};
    const char *problem;
    const char *path = enclosed(reader, strlen("{{"), "}}");
    enum escape escape = place_take_value(&reader->place, &problem);
    if (path == NULL)
        return;
    if (problem != NULL)
        reader_refuse(reader, "%s", problem);
    const char *expression = path_expression(reader, text_trim(reader->arena, path));
    if (escape == ESCAPE_URL)
        code_statement(&reader->code, reader->line, "html_url(html, %s);", expression);
    else
        code_statement(&reader->code, reader->line, "html_value(html, %s, %s);", expression, functions[escape]);
    reader->blank_before = reader->wide_before = false;
}

/* ?name="path" or ?name="{{ path }}": the attribute stands when the value holds; aria-… gets "true". */
static void read_optional_attribute(struct reader *reader)
{
    size_t length = strspn(reader->at + 1, "abcdefghijklmnopqrstuvwxyz-");
    const char *name = arena_text_part(reader->arena, reader->at + 1, length);
    if (length == 0 || text_starts_with(name, "on") || !text_starts_with(reader->at + 1 + length, "=\"")) {
        reader_refuse(reader, "an optional attribute is written ?name=\"path\".");
        return;
    }
    const char *text = enclosed(reader, length + strlen("?=\""), "\"");
    if (text == NULL)
        return;
    if (text_starts_with(text, "{{") && strcmp(text + strlen(text) - 2, "}}") == 0)
        text = arena_text_part(reader->arena, text + 2, strlen(text) - strlen("{{}}"));
    const char *condition = path_condition(reader, text_trim(reader->arena, text));
    const char *value = text_starts_with(name, "aria-") ? "=\\\"true\\\"" : "";
    code_statement(&reader->code, reader->line, "if (%s) html_markup(html, \" %s%s\", sizeof \" %s%s\" - 1);",
        condition, name, value, name, value);
}

static void read_directive(struct reader *reader)
{
    size_t count = 0;
    const char *text = enclosed(reader, strlen("<!--%"), "%-->");
    if (text == NULL)
        return;
    for (text += strspn(text, blanks); *text != 0 && count < WORDS_MOST; text += strspn(text, blanks)) {
        reader->words[count++] = arena_text_part(reader->arena, text, strcspn(text, blanks));
        text += strcspn(text, blanks);
    }
    reader->words[count] = NULL;
    const char *misplaced = place_of_directive(&reader->place);
    if (misplaced != NULL)
        reader_refuse(reader, "%s", misplaced);
    if (reader->view == NULL && !text_equal(text_or(reader->words[0], ""), "page"))
        reader_refuse(reader, "%s", first_is_page);
    else
        directive_obey(reader, count);
}

static void read_next(struct reader *reader)
{
    enum place_kind kind = reader->place.kind;
    bool collapses = kind == IN_TEXT || kind == IN_SCRIPT || kind == IN_DECLARATION || kind == IN_TAG;
    reader->behind = reader->at + 1;
    if (text_starts_with(reader->at, "<!--%"))
        read_directive(reader);
    else if (collapses && strchr(blanks, *reader->at) != NULL)
        read_blanks(reader);
    else if (reader->view == NULL)
        reader_refuse(reader, "%s", first_is_page);
    else if (text_starts_with(reader->at, "<!--"))
        (void)enclosed(reader, strlen("<!--"), "-->");
    else if (text_starts_with(reader->at, "{{"))
        read_value(reader);
    else if (kind == IN_TAG && *reader->at == '?')
        read_optional_attribute(reader);
    else
        read_markup(reader);
    for (; reader->at < reader->behind; reader->at++)
        reader->line += *reader->at == '\n';
}

static void read_template(struct reader *reader)
{
    while (*reader->at != 0 && reader->problem == NULL)
        read_next(reader);
    if (reader->view == NULL)
        reader_refuse(reader, "%s", first_is_page);
    if (reader->place.kind != IN_TEXT)
        reader_refuse(reader, "the template ends inside a tag, <pre>, <script> or <textarea>.");
    if (reader->depth > 0) {
        reader->line = reader->blocks[reader->depth - 1].line;
        reader_refuse(reader, "this block has no end.");
    }
    code_flush(&reader->code);
}

static void write_code(struct reader *reader, const char *name, struct buffer *to)
{
    bool has_view = *reader->view != 0;
    buffer_format(to, "/* Made by page_compiler from %s: change that file. */\n#include \"%s.h\"\n\n%s", reader->file,
        name, buffer_text(&reader->includes));
    if (has_view)
        buffer_format(to, "#include \"%s.h\"\n", reader->view);
    buffer_format(to, "\nvoid %s(struct html *html, const void *page)\n{\n    (void)html;\n", name);
    buffer_add_text(to, !has_view ? "    (void)page;\n"
        : arena_format(reader->arena, "    const struct %s *view = page;\n    (void)view;\n", reader->view));
    buffer_format(to, "%s}\n", buffer_text(&reader->code.text));
}

static void write_header(const struct reader *reader, const char *name, struct buffer *to)
{
    bool has_view = *reader->view != 0;
    buffer_format(to, "/* Made by page_compiler from %s: change that file. */\n#ifndef NSDB_MADE_%s\n"
        "#define NSDB_MADE_%s\n\n#include \"html.h\"\n\nvoid %s(struct html *html, const void *page);\n\n"
        "/* The same, with the type of the view checked. */\n", reader->file, name, name, name);
    if (has_view)
        buffer_format(to, "struct %s;\n", reader->view);
    buffer_format(to, "static inline void %s_of(struct html *html%s%s%s)\n{\n    %s(html, %s);\n}\n\n#endif\n", name,
        has_view ? ", const struct " : "", reader->view, has_view ? " *page" : "", name, has_view ? "page" : "NULL");
}

enum result template_compile(struct arena *arena, struct template_source source, struct template_result *result_out)
{
    struct reader *reader = arena_make(arena, struct reader);
    *reader = (struct reader){.arena = arena, .file = source.file, .at = source.text, .line = 1,
        .code = code_in(arena, source.file), .includes = buffer_in(arena), .blank_before = true};
    read_template(reader);
    *result_out = (struct template_result){buffer_in(arena), buffer_in(arena), reader->problem};
    if (reader->problem != NULL)
        return REFUSED;
    write_code(reader, source.name, &result_out->code);
    write_header(reader, source.name, &result_out->header);
    return OK;
}
