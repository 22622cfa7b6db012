/* Reads a file of named statements: the comment lines before each statement, and its SQL. */
#include "query.h"

#include "buffer.h"
#include "text.h"

struct reader {
    struct arena *arena;
    struct query_file *file;
    struct problems *problems;
    int line;
    struct query *query;            /* the statement being read; NULL before the first */
    bool in_sql;
    struct buffer sql;
    struct buffer explanation;
    struct query_fields *continued; /* the list that the last line ended with a comma */
};

#define complain_here(reader, ...) problem((reader)->problems, (reader)->file->path, (reader)->line, __VA_ARGS__)

static bool is_name(const char *text)
{
    if (*text < 'a' || *text > 'z')
        return false;
    return text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_")] == 0;
}

static bool is_c_word(const char *name)
{
    static const char *const words[] = {"auto", "bool", "break", "case", "char", "const", "continue", "default",
        "do", "double", "else", "enum", "extern", "false", "float", "for", "goto", "if", "inline", "int", "long",
        "register", "restrict", "return", "short", "signed", "sizeof", "static", "struct", "switch", "true",
        "typedef", "union", "unsigned", "void", "volatile", "while"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equal(words[i], name))
            return true;
    return false;
}

static bool read_type(const char *word, enum query_type *type_out)
{
    static const char *const names[] = {"number", "text", "bytes", "day"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_equal(names[i], word)) {
            *type_out = (enum query_type)i;
            return true;
        }
    return false;
}

static bool has_field(const struct query_fields *fields, const char *name)
{
    for (size_t i = 0; i < fields->count; i++)
        if (text_equal(fields->items[i].name, name))
            return true;
    return false;
}

/* One "name type" or "name type?". */
static void read_field(struct reader *reader, struct query_fields *fields, char *text)
{
    char *rest = NULL;
    const char *name = strtok_r(text, " \t", &rest);
    char *type = strtok_r(NULL, " \t", &rest);
    struct query_field field = {.name = name};
    if (name == NULL || type == NULL || strtok_r(NULL, " \t", &rest) != NULL) {
        complain_here(reader, "Expected \"name type\" between the commas.");
        return;
    }
    size_t length = strlen(type);
    if (type[length - 1] == '?')
        type[length - 1] = 0;
    if (!read_type(type, &field.type))
        complain_here(reader, "Unknown type \"%s\" of \"%s\": number, text, bytes or day.", type, name);
    else if (!is_name(name) || is_c_word(name))
        complain_here(reader, "\"%s\" cannot be a name: small letters, digits and _, no word of C.", name);
    else if (has_field(fields, name))
        complain_here(reader, "The name \"%s\" stands twice.", name);
    else
        *(struct query_field *)list_push(reader->arena, fields) = field;
}

static void read_fields(struct reader *reader, struct query_fields *fields, const char *text)
{
    char *copy = text_trim(reader->arena, text);
    size_t length = strlen(copy);
    reader->continued = NULL;
    if (length > 0 && copy[length - 1] == ',') {
        copy[length - 1] = 0;
        reader->continued = fields;
    }
    for (char *at = copy; at != NULL;) {
        char *comma = strchr(at, ',');
        if (comma != NULL)
            *comma++ = 0;
        read_field(reader, fields, at);
        at = comma;
    }
}

/* The shape or statement that "like NAME" names; NULL with a problem when there is none above. */
static const struct query *find_like(struct reader *reader, const char *name)
{
    for (size_t i = 0; i + 1 < reader->file->queries.count; i++)
        if (text_equal(reader->file->queries.items[i].name, name))
            return &reader->file->queries.items[i];
    complain_here(reader, "There is no \"%s\" above to be like.", name);
    return NULL;
}

static void read_takes(struct reader *reader, const char *text)
{
    struct query *query = reader->query;
    if (!text_starts_with(text, "like ")) {
        read_fields(reader, &query->takes, text);
        return;
    }
    const struct query *like = find_like(reader, text_trim(reader->arena, text + 5));
    if (like != NULL) {
        query->takes = like->takes;
        query->in_name = like->in_name;
    }
}

static void read_gives_like(struct reader *reader, const char *name)
{
    const struct query *like = find_like(reader, name);
    if (like == NULL)
        return;
    reader->query->gives_line = reader->line;
    reader->query->kind = like->kind;
    reader->query->gives = like->gives;
    reader->query->out_name = like->out_name;
}

/* "one a text, b number", "many …", "nothing", "id" or "like NAME". */
static void read_gives(struct reader *reader, const char *text)
{
    static const char *const words[] = {"nothing", "one", "many", "id"};
    size_t length = strcspn(text, " \t");
    const char *word = arena_text_part(reader->arena, text, length);
    const char *rest = text_trim(reader->arena, text + length);
    struct query *query = reader->query;
    if (text_equal(word, "like")) {
        read_gives_like(reader, rest);
        return;
    }
    if (query->gives_line > 0)
        complain_here(reader, "\"gives\" stands twice for %s.", query->name);
    query->gives_line = reader->line;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equal(words[i], word)) {
            query->kind = (enum query_gives)i;
            if (query->kind != GIVES_ONE && query->kind != GIVES_MANY && *rest != 0)
                complain_here(reader, "Nothing can follow \"gives: %s\".", word);
            else if (*rest != 0)
                read_fields(reader, &query->gives, rest);
            return;
        }
    complain_here(reader, "Unknown \"gives: %s\": one, many, nothing or id.", word);
}

static const struct query *find_part(const struct reader *reader, const char *name)
{
    for (size_t i = 0; i < reader->file->queries.count; i++)
        if (reader->file->queries.items[i].form == FORM_PART && text_equal(reader->file->queries.items[i].name, name))
            return &reader->file->queries.items[i];
    return NULL;
}

/* The SQL with each [NAME] replaced by the part of that name; "$[" opens a JSON path and stays. */
static const char *with_parts(struct reader *reader, const char *sql)
{
    struct buffer out = buffer_in(reader->arena);
    for (const char *at = sql; *at != 0;) {
        size_t plain = strcspn(at, "[");
        buffer_add(&out, at, plain);
        at += plain;
        if (*at == 0)
            break;
        if (at > sql && at[-1] == '$') {
            buffer_add(&out, at++, 1);
            continue;
        }
        size_t length = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz0123456789_");
        if (at[1] < 'a' || at[1] > 'z' || at[1 + length] != ']') {
            buffer_add(&out, at++, 1); /* a bracket of the SQL itself, such as '$[*]' */
            continue;
        }
        const char *name = arena_text_part(reader->arena, at + 1, length);
        const struct query *part = find_part(reader, name);
        if (part == NULL)
            complain_here(reader, "There is no part \"%s\" above.", name);
        else
            buffer_add_text(&out, part->raw);
        at += length + 2;
    }
    return buffer_text(&out);
}

static void finish(struct reader *reader)
{
    struct query *query = reader->query;
    if (query == NULL)
        return;
    query->raw = with_parts(reader, buffer_text(&reader->sql));
    query->explanation = buffer_text(&reader->explanation);
    if (query->form != FORM_SHAPE && *text_trim(reader->arena, query->raw) == 0)
        problem(reader->problems, reader->file->path, query->line, "%s has no SQL.", query->name);
}

static void start(struct reader *reader, enum query_form form, const char *name)
{
    finish(reader);
    if (!is_name(name))
        complain_here(reader, "\"%s\" cannot be a statement's name: small letters, digits and _.", name);
    for (size_t i = 0; i < reader->file->queries.count; i++)
        if (text_equal(reader->file->queries.items[i].name, name))
            complain_here(reader, "The name \"%s\" is taken in line %d.", name, reader->file->queries.items[i].line);
    reader->query = list_push(reader->arena, &reader->file->queries);
    reader->query->form = form;
    reader->query->name = name;
    reader->query->in_name = name;
    reader->query->out_name = name;
    reader->query->line = reader->line;
    reader->in_sql = false;
    reader->continued = NULL;
    reader->sql = buffer_in(reader->arena);
    reader->explanation = buffer_in(reader->arena);
}

/* A comment line between "name:" and the SQL. */
static void read_remark(struct reader *reader, const char *text)
{
    struct query *query = reader->query;
    if (text_starts_with(text, "takes:"))
        read_takes(reader, text_trim(reader->arena, text + 6));
    else if (text_starts_with(text, "gives:"))
        read_gives(reader, text_trim(reader->arena, text + 6));
    else if (text_equal(text, "bulk: yes"))
        query->bulk = true;
    else if (text_starts_with(text, "bulk:"))
        complain_here(reader, "Only \"bulk: yes\" is known.");
    else if (reader->continued != NULL)
        read_fields(reader, reader->continued, text);
    else if (*text != 0)
        buffer_format(&reader->explanation, "%s%s", reader->explanation.size > 0 ? "\n" : "", text);
}

static void read_line(struct reader *reader, const char *line)
{
    const char *trimmed = text_trim(reader->arena, line);
    bool remark = text_starts_with(trimmed, "--");
    const char *text = remark ? text_trim(reader->arena, trimmed + 2) : trimmed;
    if (remark && text_starts_with(text, "name:")) {
        start(reader, FORM_STATEMENT, text_trim(reader->arena, text + 5));
    } else if (remark && text_starts_with(text, "shape:")) {
        start(reader, FORM_SHAPE, text_trim(reader->arena, text + 6));
    } else if (remark && text_starts_with(text, "part:")) {
        start(reader, FORM_PART, text_trim(reader->arena, text + 5));
    } else if (reader->query == NULL) {
        if (!remark && *trimmed != 0)
            complain_here(reader, "SQL before the first \"-- name:\".");
    } else if (remark && !reader->in_sql) {
        read_remark(reader, text);
    } else {
        if (!reader->in_sql && *trimmed == 0)
            return;
        if (!reader->in_sql)
            reader->query->raw_line = reader->line;
        reader->in_sql = true;
        buffer_format(&reader->sql, "%s\n", line);
    }
}

void query_read(struct arena *arena, const char *path, const char *subject, const char *text,
    struct query_file *file_out, struct problems *problems)
{
    *file_out = (struct query_file){.path = path, .subject = subject};
    struct reader reader = {.arena = arena, .file = file_out, .problems = problems};
    for (const char *at = text; *at != 0;) {
        size_t length = strcspn(at, "\n");
        reader.line++;
        read_line(&reader, arena_text_part(arena, at, length));
        at += length + (at[length] == '\n');
    }
    finish(&reader);
    for (size_t i = 0; i < file_out->queries.count; i++) {
        if (file_out->queries.items[i].form != FORM_STATEMENT)
            continue;
        query_scan(arena, path, &file_out->queries.items[i], problems);
        query_examine(arena, path, &file_out->queries.items[i], problems);
    }
}
