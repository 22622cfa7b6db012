/* Writes statements as C. Functions and data are separate symbols, so that the linker drops those that a
 * program does not use, and the functions that are left name the grants that it needs. */
#include "query.h"

#include "buffer.h"

static const char *c_type(enum query_type type)
{
    static const char *const names[] = {"int64_t ", "const char *", "struct bytes ", "struct day "};
    return names[type];
}

static const char *c_constant(enum query_type type)
{
    static const char *const names[] = {"STATEMENT_NUMBER", "STATEMENT_TEXT", "STATEMENT_BYTES", "STATEMENT_DAY"};
    return names[type];
}

static void write_struct(struct buffer *out, const struct query *query, const char *suffix,
    const struct query_fields *fields)
{
    if (fields->count == 0)
        return;
    buffer_format(out, "struct %s_%s {\n", query->name, suffix);
    for (size_t i = 0; i < fields->count; i++)
        buffer_format(out, "    %s%s;\n", c_type(fields->items[i].type), fields->items[i].name);
    buffer_add_text(out, "};\n");
}

static void write_in_parameter(struct buffer *out, const struct query *query)
{
    if (query->takes.count > 0)
        buffer_format(out, ", const struct %s_in *in", query->in_name);
}

/* "enum result NAME(struct store *store, …)" without its end. */
static void write_call(struct buffer *out, const struct query *query)
{
    bool rows = query->kind == GIVES_ONE || query->kind == GIVES_MANY;
    buffer_format(out, "enum result %s(struct store *store%s", query->name, rows ? ", struct arena *arena" : "");
    write_in_parameter(out, query);
    if (query->kind == GIVES_ONE)
        buffer_format(out, ",\n    struct %s_out *out)", query->out_name);
    else if (query->kind == GIVES_MANY)
        buffer_format(out, ",\n    struct %s_rows *rows_out)", query->out_name);
    else
        buffer_format(out, ", int64_t *%s)", query->kind == GIVES_ID ? "id_out" : "changed_out");
}

static void write_bulk_call(struct buffer *out, const struct query *query)
{
    buffer_format(out, "enum result %s_bulk(struct store *store, const struct %s_in *rows, size_t count)", query->name,
        query->in_name);
}

/* The statement's own comment, as the contract above the prototype. */
static void write_explanation(struct buffer *out, const char *text)
{
    if (*text == 0)
        return;
    buffer_add_text(out, "/* ");
    for (const char *at = text; *at != 0; at++) {
        if (at[0] == '*' && at[1] == '/')
            buffer_add_text(out, "* ");
        else if (at[0] == '/' && at[1] == '*')
            buffer_add_text(out, "/ ");
        else if (*at == '\n')
            buffer_add_text(out, "\n * ");
        else
            buffer_add(out, at, 1);
    }
    buffer_add_text(out, " */\n");
}

static void write_declarations(struct buffer *out, const struct query *query)
{
    if (query->form == FORM_PART)
        return;
    buffer_add_text(out, "\n");
    if (query->form == FORM_SHAPE)
        write_explanation(out, query->explanation);
    if (query->in_name == query->name)
        write_struct(out, query, "in", &query->takes);
    if (query->out_name == query->name)
        write_struct(out, query, "out", &query->gives);
    if (query->kind == GIVES_MANY && query->out_name == query->name)
        buffer_format(out, "struct %s_rows {\n    struct %s_out *items;\n    size_t count;\n    size_t capacity;\n};\n",
            query->name, query->name);
    if (query->form == FORM_SHAPE)
        return;
    write_explanation(out, query->explanation);
    write_call(out, query);
    buffer_add_text(out, " MUST_USE;\n");
    if (query->bulk) {
        write_bulk_call(out, query);
        buffer_add_text(out, " MUST_USE;\n");
    }
}

const char *query_header(struct arena *arena, const struct query_file *file)
{
    struct buffer out = buffer_in(arena);
    buffer_format(&out, "/* Generated from sql/query/%s.sql by the statement compiler. */\n", file->subject);
    buffer_format(&out, "#ifndef NSDB_%s_QUERY_H\n#define NSDB_%s_QUERY_H\n\n#include \"store.h\"\n", file->subject,
        file->subject);
    for (size_t i = 0; i < file->queries.count; i++)
        write_declarations(&out, &file->queries.items[i]);
    buffer_add_text(&out, "\n#endif\n");
    return buffer_text(&out);
}

static void write_string(struct buffer *out, const char *text)
{
    buffer_add_text(out, "\"");
    for (const unsigned char *at = (const unsigned char *)text; *at != 0; at++) {
        if (*at == '"' || *at == '\\' || *at == '?')
            buffer_format(out, "\\%c", *at);
        else if (*at == '\n')
            buffer_add_text(out, "\\n\"\n        \"");
        else
            buffer_add(out, at, 1);
    }
    buffer_add_text(out, "\"");
}

static void write_field(struct buffer *out, const char *name, const char *suffix, const struct query_field *field)
{
    buffer_format(out, "    {%s, offsetof(struct %s_%s, %s)},\n", c_constant(field->type), name, suffix, field->name);
}

static void write_tables(struct buffer *out, const struct query *query)
{
    if (query->parameters.count > 0) {
        buffer_format(out, "\nstatic const struct statement_field %s_takes[] = {\n", query->name);
        for (size_t i = 0; i < query->parameters.count; i++)
            write_field(out, query->in_name, "in", &query->takes.items[query->parameters.items[i]]);
        buffer_add_text(out, "};\n");
    }
    if (query->gives.count > 0) {
        buffer_format(out, "\nstatic const struct statement_field %s_gives[] = {\n", query->name);
        for (size_t i = 0; i < query->gives.count; i++)
            write_field(out, query->out_name, "out", &query->gives.items[i]);
        buffer_add_text(out, "};\n");
    }
}

static void write_statement(struct buffer *out, const struct query *query)
{
    buffer_format(out, "\nconst struct statement %s_statement = {\n    .name = \"%s\",\n    .sql = ", query->name,
        query->name);
    write_string(out, query->sql);
    buffer_add_text(out, ",\n");
    if (query->parameters.count > 0)
        buffer_format(out, "    .takes = %s_takes,\n    .takes_count = %zu,\n    .in_size = sizeof(struct %s_in),\n",
            query->name, query->parameters.count, query->in_name);
    if (query->gives.count > 0)
        buffer_format(out, "    .gives = %s_gives,\n    .gives_count = %zu,\n    .out_size = sizeof(struct %s_out),\n",
            query->name, query->gives.count, query->out_name);
    buffer_add_text(out, "};\n");
}

static void write_many_body(struct buffer *out, const struct query *query, const char *in)
{
    buffer_format(out,
        "    struct statement_rows rows = {0};\n"
        "    enum result result = statement_many(store, arena, &%s_statement, %s, &rows);\n"
        "    *rows_out = (struct %s_rows){rows.items, rows.count, rows.capacity};\n"
        "    return result;\n",
        query->name, in, query->out_name);
}

static void write_function(struct buffer *out, const struct query *query)
{
    const char *in = query->takes.count > 0 ? "in" : "NULL";
    buffer_add_text(out, "\n");
    write_call(out, query);
    buffer_add_text(out, "\n{\n");
    if (query->kind == GIVES_MANY)
        write_many_body(out, query, in);
    else if (query->kind == GIVES_ONE)
        buffer_format(out, "    return statement_one(store, arena, &%s_statement, %s, out);\n", query->name, in);
    else if (query->kind == GIVES_ID)
        buffer_format(out, "    return statement_run(store, &%s_statement, %s, NULL, id_out);\n", query->name, in);
    else
        buffer_format(out, "    return statement_run(store, &%s_statement, %s, changed_out, NULL);\n", query->name, in);
    buffer_add_text(out, "}\n");
    if (query->bulk) {
        buffer_add_text(out, "\n");
        write_bulk_call(out, query);
        buffer_format(out, "\n{\n    return statement_bulk(store, &%s_statement, rows, count);\n}\n", query->name);
    }
}

const char *query_source(struct arena *arena, const struct query_file *file)
{
    struct buffer out = buffer_in(arena);
    buffer_format(&out, "/* Generated from sql/query/%s.sql by the statement compiler. */\n", file->subject);
    buffer_format(&out, "#include \"%s_query.h\"\n\n#include <stddef.h>\n\n#include \"statement.h\"\n", file->subject);
    for (size_t i = 0; i < file->queries.count; i++) {
        const struct query *query = &file->queries.items[i];
        if (query->form != FORM_STATEMENT)
            continue;
        buffer_format(&out, "\nextern const struct statement %s_statement;\n", query->name);
        write_tables(&out, query);
        write_statement(&out, query);
        write_function(&out, query);
    }
    return buffer_text(&out);
}

const char *query_catalogue(struct arena *arena, const struct query_file *files, size_t count)
{
    struct buffer out = buffer_in(arena);
    buffer_add_text(&out, "/* Generated by the statement compiler: every statement, for the check that prepares "
                          "them all. */\n#include <stddef.h>\n\n#include \"statement.h\"\n\n");
    for (size_t f = 0; f < count; f++)
        for (size_t i = 0; i < files[f].queries.count; i++)
            if (files[f].queries.items[i].form == FORM_STATEMENT)
                buffer_format(&out, "extern const struct statement %s_statement;\n", files[f].queries.items[i].name);
    buffer_add_text(&out, "extern const struct statement *const statement_catalogue[];\n\n"
                          "const struct statement *const statement_catalogue[] = {\n");
    for (size_t f = 0; f < count; f++)
        for (size_t i = 0; i < files[f].queries.count; i++)
            if (files[f].queries.items[i].form == FORM_STATEMENT)
                buffer_format(&out, "    &%s_statement,\n", files[f].queries.items[i].name);
    buffer_add_text(&out, "    NULL,\n};\n");
    return buffer_text(&out);
}

const char *query_manifest(struct arena *arena, const struct query_file *files, size_t count)
{
    static const char *const words[] = {"SELECT", "INSERT", "UPDATE", "DELETE"};
    struct buffer out = buffer_in(arena);
    for (size_t f = 0; f < count; f++)
        for (size_t i = 0; i < files[f].queries.count; i++) {
            const struct query *query = &files[f].queries.items[i];
            for (size_t t = 0; t < query->tables.count; t++)
                for (size_t w = 0; w < sizeof words / sizeof *words; w++)
                    if ((query->tables.items[t].privileges & (1u << w)) != 0)
                        buffer_format(&out, "%s %s %s\n", query->name, query->tables.items[t].name, words[w]);
        }
    return buffer_text(&out);
}
