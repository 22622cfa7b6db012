/* The directives: page, if, else, end, for, include, body. Each function answers false when the reader's words are not
 * what its directive takes; how many they are was counted before. */
#include "reader.h"
#include "text.h"

static struct block *innermost(struct reader *reader)
{
    return reader->depth == 0 ? NULL : &reader->blocks[reader->depth - 1];
}

static struct block *open_block(struct reader *reader)
{
    if (reader->depth == BLOCKS_MOST) {
        reader_refuse(reader, "blocks are nested too deeply.");
        reader->depth--;
    }
    struct block *block = &reader->blocks[reader->depth++];
    *block = (struct block){.line = reader->line, .start = reader->place, .blank_before = reader->blank_before,
        .blank_at_start = reader->blank_before};
    return block;
}

/* What follows a block is joined to what came before: the blank is doubtful unless all ways have it. */
static void end_branch(struct reader *reader, struct block *block)
{
    if (!place_equal(&reader->place, &block->start))
        reader_refuse(reader, "this branch ends in another place of the HTML than it began.");
    block->blank_before = block->blank_before && reader->blank_before;
}

static bool obey_page(struct reader *reader)
{
    if (reader->view != NULL)
        return false;
    reader->view = text_or(reader->words[1], "");
    if (*reader->view != 0)
        path_expression(reader, reader->view);
    return true;
}

static bool obey_if(struct reader *reader)
{
    bool negated = reader->words[2] != NULL;
    if (negated && strcmp(reader->words[1], "not") != 0)
        return false;
    const char *condition = negated ? arena_format(reader->arena, "not %s", reader->words[2]) : reader->words[1];
    code_statement(&reader->code, reader->line, "if (%s) {", path_condition(reader, condition));
    open_block(reader);
    return true;
}

static bool obey_else(struct reader *reader)
{
    struct block *block = innermost(reader);
    if (block == NULL || block->variable != NULL || block->has_else)
        return false;
    end_branch(reader, block);
    block->has_else = true;
    reader->place = block->start;
    reader->blank_before = block->blank_at_start;
    code_statement(&reader->code, reader->line, "} else {");
    return true;
}

static bool obey_end(struct reader *reader)
{
    struct block *block = innermost(reader);
    if (block == NULL)
        return false;
    end_branch(reader, block);
    reader->blank_before = block->blank_before;
    reader->depth--;
    code_statement(&reader->code, reader->line, "}");
    return true;
}

/* Names that the generated function uses itself. */
static bool is_taken(const char *name)
{
    return text_equal(name, "html") || text_equal(name, "view") || text_equal(name, "loop") || text_equal(name, "page");
}

static bool obey_for(struct reader *reader)
{
    const char *item = reader->words[1];
    if (strcmp(reader->words[2], "in") != 0 || is_taken(item) || strchr(item, '.') != NULL)
        return false;
    path_expression(reader, item);
    const char *list = path_expression(reader, reader->words[3]);
    struct block *block = open_block(reader);
    block->variable = item;
    block->list = list;
    const char *i = arena_format(reader->arena, "i%zu", reader->depth);
    code_statement(&reader->code, reader->line,
        "for (size_t %s = 0; %s < %s.count; %s++) { const __auto_type %s = &%s.items[%s]; (void)%s;", i, i, list, i,
        item, list, i, item);
    return true;
}

static bool obey_include(struct reader *reader)
{
    char *name = arena_text(reader->arena, reader->words[1]);
    if (reader->place.kind != IN_TEXT || strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_/") != strlen(name))
        return false;
    for (char *slash = strchr(name, '/'); slash != NULL; slash = strchr(slash, '/'))
        *slash = '_';
    buffer_format(&reader->includes, "#include \"%s_page.h\"\n", name);
    const char *part = reader->words[2];
    code_statement(&reader->code, reader->line, "%s_page_of(html%s%s);", name, part != NULL ? ", &" : "",
        part != NULL ? path_expression(reader, part) : "");
    reader->blank_before = false;
    return true;
}

static bool obey_body(struct reader *reader)
{
    code_statement(&reader->code, reader->line, "view->body(html, view->body_view);");
    reader->blank_before = false;
    return reader->place.kind == IN_TEXT;
}

static const struct {
    const char *name;
    bool (*obey)(struct reader *reader);
    size_t words_least;
    size_t words_most;
    const char *use;
} directives[] = {
    {"page", obey_page, 1, 2, "\"page\" stands once, in the first line, and takes one name: the view's struct."},
    {"if", obey_if, 2, 3, "\"if\" takes a path, or \"not\" and a path."},
    {"else", obey_else, 1, 1, "\"else\" stands once, alone, inside an if."},
    {"end", obey_end, 1, 1, "\"end\" stands alone and ends an if or a for."},
    {"for", obey_for, 4, 4,
        "\"for\" is written \"for item in items\"; html, view, loop and page are no names for an item."},
    {"include", obey_include, 2, 3,
        "\"include\" stands between tags and takes a template and the part of the view that it shows."},
    {"body", obey_body, 1, 1, "\"body\" stands alone between tags."},
};

void directive_obey(struct reader *reader, size_t count)
{
    for (size_t i = 0; i < sizeof directives / sizeof *directives; i++) {
        if (!text_equal(directives[i].name, text_or(reader->words[0], "")))
            continue;
        bool fits = count >= directives[i].words_least && count <= directives[i].words_most;
        if (!fits || !directives[i].obey(reader))
            reader_refuse(reader, "%s", directives[i].use);
        return;
    }
    reader_refuse(reader, "there is no directive \"%s\".", text_or(reader->words[0], ""));
}
