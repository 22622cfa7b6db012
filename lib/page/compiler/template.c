/* Reads a template from its first to its last byte: markup is kept (blanks collapsed), values, optional
 * attributes and directives become C. */
#include "template.h"

#include "reader.h"
#include "text.h"

enum { WORDS_MOST = 5 };
static const char blanks[] = " \t\r\n";
/* The browser's own bubbles would hide the program's messages, which say more. */
static const char without_bubbles[] = " novalidate";

void reader_refuse(struct reader *reader, const char *format, ...)
{
    if (reader->problem != NULL)
        return;
    va_list values;
    va_start(values, format);
    const char *sentence = arena_format_list(reader->arena, format, values);
    va_end(values);
    reader->problem = arena_format(reader->arena, "%s:%u: %s", reader->file, reader->line, sentence);
}

void reader_move(struct reader *reader, const char *to)
{
    for (; reader->at < to; reader->at++)
        reader->line += *reader->at == '\n';
}

/* What stands between `skip` bytes from here and `end`, of which the reader is *behind_out when done. NULL and a
 * problem when there is no `end`. */
static const char *enclosed(struct reader *reader, size_t skip, const char *end, const char **behind_out)
{
    const char *start = reader->at + skip;
    const char *found = strstr(start, end);
    if (found == NULL) {
        reader_refuse(reader, "this %.*s has no %s.", (int)skip, reader->at, end);
        return NULL;
    }
    *behind_out = found + strlen(end);
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
    reader_move(reader, reader->at + length);
    if (reader->place.kind == IN_TAG || reader->blank_before || joins || reader->at[0] == 0)
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
    reader_move(reader, reader->at + 1);
}

static void read_value(struct reader *reader)
{
    static const char *const functions[] = {[ESCAPE_NONE] = "", [ESCAPE_TEXT] = "html_text",
        [ESCAPE_ATTRIBUTE] = "html_attribute", [ESCAPE_URL_PART] = "html_url_part"};
    const char *behind;
    const char *problem;
    const char *path = enclosed(reader, strlen("{{"), "}}", &behind);
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
    reader_move(reader, behind);
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
    const char *behind;
    const char *text = enclosed(reader, length + strlen("?=\""), "\"", &behind);
    if (text == NULL)
        return;
    if (text_starts_with(text, "{{") && strcmp(text + strlen(text) - 2, "}}") == 0)
        text = arena_text_part(reader->arena, text + 2, strlen(text) - strlen("{{}}"));
    const char *condition = path_condition(reader, text_trim(reader->arena, text));
    const char *value = text_starts_with(name, "aria-") ? "=\\\"true\\\"" : "";
    code_statement(&reader->code, reader->line, "if (%s) html_markup(html, \" %s%s\", sizeof \" %s%s\" - 1);",
        condition, name, value, name, value);
    reader_move(reader, behind);
}

static void read_directive(struct reader *reader)
{
    const char *words[WORDS_MOST] = {""};
    size_t count = 0;
    const char *behind;
    const char *text = enclosed(reader, strlen("<!--%"), "%-->", &behind);
    if (text == NULL)
        return;
    for (text += strspn(text, blanks); *text != 0 && count < WORDS_MOST; text += strspn(text, blanks)) {
        words[count++] = arena_text_part(reader->arena, text, strcspn(text, blanks));
        text += strcspn(text, blanks);
    }
    const char *misplaced = place_of_directive(&reader->place);
    if (misplaced != NULL)
        reader_refuse(reader, "%s", misplaced);
    if (reader->view == NULL && strcmp(words[0], "page") != 0)
        reader_refuse(reader, "a template begins with <!--%% page its_view %%-->.");
    else
        directive_obey(reader, words, count);
    reader_move(reader, behind);
}

static void read_comment(struct reader *reader)
{
    const char *behind;
    if (enclosed(reader, strlen("<!--"), "-->", &behind) != NULL)
        reader_move(reader, behind);
}

static void read_next(struct reader *reader)
{
    enum place_kind kind = reader->place.kind;
    bool collapses = kind == IN_TEXT || kind == IN_SCRIPT || kind == IN_DECLARATION || kind == IN_TAG;
    if (text_starts_with(reader->at, "<!--%"))
        read_directive(reader);
    else if (collapses && strchr(blanks, *reader->at) != NULL)
        read_blanks(reader);
    else if (reader->view == NULL)
        reader_refuse(reader, "a template begins with <!--%% page its_view %%-->.");
    else if (text_starts_with(reader->at, "<!--"))
        read_comment(reader);
    else if (text_starts_with(reader->at, "{{"))
        read_value(reader);
    else if (kind == IN_TAG && *reader->at == '?')
        read_optional_attribute(reader);
    else
        read_markup(reader);
}

static void read_template(struct reader *reader)
{
    while (*reader->at != 0 && reader->problem == NULL)
        read_next(reader);
    if (reader->view == NULL)
        reader_refuse(reader, "a template begins with <!--%% page its_view %%-->.");
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
    buffer_format(to, "/* Made by page_compiler from %s: change that file. */\n#include \"%s.h\"\n\n", reader->file,
        name);
    buffer_add(to, reader->includes.data, reader->includes.size);
    if (*reader->view != 0)
        buffer_format(to, "#include \"%s.h\"\n", reader->view);
    buffer_format(to, "\nvoid %s(struct html *html, const void *page)\n{\n    (void)html;\n", name);
    if (*reader->view != 0)
        buffer_format(to, "    const struct %s *view = page;\n    (void)view;\n", reader->view);
    else
        buffer_add_text(to, "    (void)page;\n");
    buffer_add(to, reader->code.text.data, reader->code.text.size);
    buffer_add_text(to, "}\n");
}

static void write_header(const struct reader *reader, const char *name, struct buffer *to)
{
    buffer_format(to, "/* Made by page_compiler from %s: change that file. */\n", reader->file);
    buffer_format(to, "#ifndef NSDB_MADE_%s\n#define NSDB_MADE_%s\n\n#include \"html.h\"\n\n", name, name);
    buffer_format(to, "void %s(struct html *html, const void *page);\n\n", name);
    buffer_add_text(to, "/* The same, with the type of the view checked. */\n");
    if (*reader->view != 0)
        buffer_format(to, "struct %s;\nstatic inline void %s_of(struct html *html, const struct %s *page)\n",
            reader->view, name, reader->view);
    else
        buffer_format(to, "static inline void %s_of(struct html *html)\n", name);
    buffer_format(to, "{\n    %s(html, %s);\n}\n\n#endif\n", name, *reader->view != 0 ? "page" : "NULL");
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
