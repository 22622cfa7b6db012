/* Reads a template from its first to its last byte: markup is kept (blanks collapsed), values, optional
 * attributes and directives become C. */
#include "template.h"

#include "reader.h"
#include "text.h"

void reader_refuse(struct reader *reader, unsigned line, const char *format, ...)
{
    if (reader->problem != NULL)
        return;
    va_list values;
    va_start(values, format);
    const char *sentence = arena_format_list(reader->arena, format, values);
    va_end(values);
    reader->problem = arena_format(reader->arena, "%s:%u: %s", reader->file, line, sentence);
}

void reader_skip(struct reader *reader, size_t count)
{
    for (; count > 0 && *reader->at != 0; count--) {
        if (*reader->at++ == '\n')
            reader->line++;
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
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
    size_t length = strspn(reader->at, " \t\r\n");
    bool breaks = memchr(reader->at, '\n', length) != NULL;
    bool joins = breaks && reader->wide_before && is_wide(reader->at[length]);
    reader_skip(reader, length);
    if (reader->place.kind == IN_TAG || reader->blank_before || joins || reader->at[0] == 0)
        return;
    code_markup(&reader->code, breaks ? "\n" : " ", 1);
    reader->blank_before = true;
}

static void write_character(struct reader *reader, enum place_kind before)
{
    char c = *reader->at;
    if (before == IN_TAG && reader->place.kind == IN_ATTRIBUTE_NAME)
        code_markup(&reader->code, " ", 1);
    code_markup(&reader->code, &c, 1);
    reader->blank_before = false;
    if (((unsigned char)c & 0xC0) != 0x80)
        reader->wide_before = reader->place.kind == IN_TEXT && is_wide(c);
}

static void read_markup(struct reader *reader)
{
    struct place before = reader->place;
    const char *problem = place_step(&reader->place, reader->at);
    if (problem != NULL)
        reader_refuse(reader, reader->line, "%s", problem);
    bool drops = before.kind != IN_TAG && reader->place.kind == IN_TAG && is_blank(*reader->at);
    if (!drops)
        write_character(reader, before.kind);
    bool form_opens = before.kind >= IN_TAG_NAME && reader->place.kind < IN_TAG_NAME && before.posts;
    reader_skip(reader, 1);
    if (form_opens)
        code_statement(&reader->code, reader->line, "html_form_fields(html);");
    if (reader->place.kind == IN_PLAIN_TEXT && before.kind >= IN_TAG_NAME && strcmp(before.tag, "textarea") == 0)
        code_markup(&reader->code, "\n", 1);
}

static void write_value(struct reader *reader, enum escape escape, const char *expression)
{
    static const char *const functions[] = {[ESCAPE_TEXT] = "html_text", [ESCAPE_ATTRIBUTE] = "html_attribute",
        [ESCAPE_URL_PART] = "html_url_part"};
    if (escape == ESCAPE_URL)
        code_statement(&reader->code, reader->line, "html_url(html, %s);", expression);
    else
        code_statement(&reader->code, reader->line, "html_value(html, %s, %s);", expression, functions[escape]);
    reader->blank_before = false;
    reader->wide_before = false;
}

static void read_value(struct reader *reader)
{
    const char *end = strstr(reader->at, "}}");
    if (end == NULL) {
        reader_refuse(reader, reader->line, "this {{ has no }}.");
        return;
    }
    const char *problem;
    enum escape escape = place_take_value(&reader->place, &problem);
    if (problem != NULL)
        reader_refuse(reader, reader->line, "%s", problem);
    const char *path = arena_text_part(reader->arena, reader->at + 2, (size_t)(end - reader->at) - 2);
    const char *expression = path_expression(reader, text_trim(reader->arena, path));
    if (reader->problem == NULL)
        write_value(reader, escape, expression);
    reader_skip(reader, (size_t)(end + 2 - reader->at));
}

/* ?name="path" or ?name="{{ path }}": the attribute stands when the value holds; aria-… gets "true". */
static void read_optional_attribute(struct reader *reader)
{
    const char *name = reader->at + 1;
    size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz-");
    const char *value = name + length + 2;
    const char *end = length > 0 && name[length] == '=' && name[length + 1] == '"' ? strchr(value, '"') : NULL;
    if (end == NULL || strncmp(name, "on", 2) == 0) {
        reader_refuse(reader, reader->line, "an optional attribute is written ?name=\"path\".");
        return;
    }
    bool braced = end - value >= 4 && strncmp(value, "{{", 2) == 0 && strncmp(end - 2, "}}", 2) == 0;
    const char *text = braced ? arena_text_part(reader->arena, value + 2, (size_t)(end - value) - 4)
                              : arena_text_part(reader->arena, value, (size_t)(end - value));
    const char *condition = path_condition(reader, text_trim(reader->arena, text));
    if (condition == NULL)
        return;
    const char *filled = strncmp(name, "aria-", 5) == 0 ? "=\\\"true\\\"" : "";
    const char *literal = arena_format(reader->arena, " %.*s%s", (int)length, name, filled);
    code_statement(&reader->code, reader->line, "if (%s) html_markup(html, \"%s\", sizeof \"%s\" - 1);", condition,
        literal, literal);
    reader_skip(reader, (size_t)(end + 1 - reader->at));
}

static void skip_comment(struct reader *reader)
{
    const char *end = strstr(reader->at, "-->");
    if (end == NULL)
        reader_refuse(reader, reader->line, "this comment does not end with -->.");
    else
        reader_skip(reader, (size_t)(end + 3 - reader->at));
}

static void read_next(struct reader *reader)
{
    if (text_starts_with(reader->at, "<!--%"))
        directive_read(reader);
    else if (reader->view == NULL && !is_blank(*reader->at))
        reader_refuse(reader, reader->line, "a template begins with <!--%% page its_view %%-->.");
    else if (text_starts_with(reader->at, "<!--"))
        skip_comment(reader);
    else if (text_starts_with(reader->at, "{{"))
        read_value(reader);
    else if (reader->place.kind == IN_TAG && *reader->at == '?')
        read_optional_attribute(reader);
    else if (is_blank(*reader->at) && (place_is_loose_text(&reader->place) || reader->place.kind == IN_TAG))
        read_blanks(reader);
    else
        read_markup(reader);
}

static void read_template(struct reader *reader)
{
    while (*reader->at != 0 && reader->problem == NULL)
        read_next(reader);
    if (reader->view == NULL)
        reader_refuse(reader, reader->line, "a template begins with <!--%% page its_view %%-->.");
    if (reader->depth > 0)
        reader_refuse(reader, reader->blocks[reader->depth - 1].line, "this block has no end.");
    if (reader->place.kind != IN_TEXT)
        reader_refuse(reader, reader->line, "the template ends inside a tag, <pre>, <script> or <textarea>.");
    code_flush(&reader->code);
}

static void write_code(struct reader *reader, const char *name, struct buffer *to)
{
    buffer_format(to, "/* Made by page_compiler from %s: change that file. */\n#include \"%s.h\"\n\n", reader->file,
        name);
    buffer_add(to, reader->includes.data, reader->includes.size);
    if (*reader->view == 0) {
        buffer_format(to, "\nvoid %s(struct html *html, const void *page)\n{\n    (void)page;\n    (void)html;\n", name);
    } else {
        buffer_format(to, "#include \"%s.h\"\n\nvoid %s(struct html *html, const void *page)\n{\n", reader->view, name);
        buffer_format(to, "    const struct %s *view = page;\n    (void)view;\n    (void)html;\n", reader->view);
    }
    buffer_add(to, reader->code.text.data, reader->code.text.size);
    buffer_add_text(to, "}\n");
}

static void write_header(const struct reader *reader, const char *name, struct buffer *to)
{
    buffer_format(to, "/* Made by page_compiler from %s: change that file. */\n", reader->file);
    buffer_format(to, "#ifndef NSDB_MADE_%s\n#define NSDB_MADE_%s\n\n#include \"html.h\"\n\n", name, name);
    buffer_format(to, "void %s(struct html *html, const void *page);\n\n", name);
    if (*reader->view == 0)
        buffer_format(to, "static inline void %s_of(struct html *html)\n{\n    %s(html, NULL);\n}\n", name, name);
    else
        buffer_format(to,
            "/* The same, with the type of the view checked. */\nstruct %s;\nstatic inline void %s_of(struct html *html, "
            "const struct %s *page)\n{\n    %s(html, page);\n}\n", reader->view, name, reader->view, name);
    buffer_add_text(to, "\n#endif\n");
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
