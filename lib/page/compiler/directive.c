/* The directives: page, if, else, end, for, include, body. */
#include "reader.h"
#include "text.h"

enum { DIRECTIVE_WORDS = 5 };

/* What follows a block is joined to what came before: the blank is doubtful unless both ways have it. */
static void end_branch(struct reader *reader, struct block *block)
{
    if (!place_equal(&reader->place, &block->start))
        reader_refuse(reader, reader->line, "this branch ends in another place of the HTML than it began.");
    block->blank_before = block->blank_before && reader->blank_before;
}

static struct block *open_block(struct reader *reader, bool is_loop)
{
    if (reader->depth == BLOCKS_MOST) {
        reader_refuse(reader, reader->line, "blocks are nested too deeply.");
        return NULL;
    }
    struct block *block = &reader->blocks[reader->depth++];
    *block = (struct block){.line = reader->line, .is_loop = is_loop, .start = reader->place,
        .blank_before = reader->blank_before};
    return block;
}

static void read_page(struct reader *reader, char **words, size_t count)
{
    if (reader->view != NULL)
        reader_refuse(reader, reader->line, "\"page\" stands once, in the first line.");
    else if (count > 2)
        reader_refuse(reader, reader->line, "\"page\" takes one name: the view's struct.");
    else
        reader->view = count == 2 ? path_expression(reader, words[1]) : "";
    if (count == 2 && reader->view != NULL)
        reader->view = words[1];
}

static void read_if(struct reader *reader, char **words, size_t count)
{
    bool negated = count == 3 && strcmp(words[1], "not") == 0;
    if (count != 2 && !negated) {
        reader_refuse(reader, reader->line, "\"if\" takes a path, or \"not\" and a path.");
        return;
    }
    const char *expression = path_expression(reader, words[count - 1]);
    if (expression != NULL && open_block(reader, false) != NULL)
        code_statement(&reader->code, reader->line, "if (%shtml_holds(%s)) {", negated ? "!" : "", expression);
}

static void read_else(struct reader *reader, char **words, size_t count)
{
    struct block *block = reader->depth == 0 ? NULL : &reader->blocks[reader->depth - 1];
    (void)words;
    if (count != 1 || block == NULL || block->is_loop || block->has_else) {
        reader_refuse(reader, reader->line, "\"else\" stands once, alone, inside an if.");
        return;
    }
    bool blank_at_start = block->blank_before;
    end_branch(reader, block);
    block->has_else = true;
    reader->place = block->start;
    reader->blank_before = blank_at_start;
    code_statement(&reader->code, reader->line, "} else {");
}

static void read_end(struct reader *reader, char **words, size_t count)
{
    (void)words;
    if (count != 1 || reader->depth == 0) {
        reader_refuse(reader, reader->line, "\"end\" stands alone and ends an if or a for.");
        return;
    }
    struct block *block = &reader->blocks[reader->depth - 1];
    end_branch(reader, block);
    reader->blank_before = block->blank_before;
    reader->depth--;
    code_statement(&reader->code, reader->line, "}");
}

/* Names that the generated function uses itself. */
static bool is_taken(const char *name)
{
    return strcmp(name, "html") == 0 || strcmp(name, "view") == 0 || strcmp(name, "loop") == 0
        || strcmp(name, "page") == 0 || strchr(name, '.') != NULL || strlen(name) >= WORD_SIZE;
}

static void read_for(struct reader *reader, char **words, size_t count)
{
    if (count != 4 || strcmp(words[2], "in") != 0 || is_taken(words[1])) {
        reader_refuse(reader, reader->line,
            "\"for\" is written \"for item in items\"; html, view, loop and page are no names for an item.");
        return;
    }
    const char *list = path_expression(reader, words[3]);
    if (list == NULL || path_expression(reader, words[1]) == NULL)
        return;
    struct block *block = open_block(reader, true);
    if (block == NULL)
        return;
    memcpy(block->variable, words[1], strlen(words[1]));
    memcpy(block->list, list, strlen(list));
    size_t depth = reader->depth;
    code_statement(&reader->code, reader->line,
        "for (size_t i%zu = 0; i%zu < %s.count; i%zu++) { const __auto_type %s = &%s.items[i%zu]; (void)%s;", depth,
        depth, list, depth, words[1], list, depth, words[1]);
}

/* "part/pager" becomes "part_pager"; false when it is no name of a template. */
static bool function_name(char *path)
{
    for (char *at = path; *at != 0; at++) {
        if (*at == '/')
            *at = '_';
        else if (!((*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9') || *at == '_'))
            return false;
    }
    return *path != 0;
}

static void read_include(struct reader *reader, char **words, size_t count)
{
    if (reader->place.kind != IN_TEXT || count < 2 || count > 3 || !function_name(words[1])) {
        reader_refuse(reader, reader->line,
            "\"include\" stands between tags and takes a template and the part of the view that it shows.");
        return;
    }
    const char *view = count == 3 ? path_expression(reader, words[2]) : "";
    if (view == NULL)
        return;
    buffer_format(&reader->includes, "#include \"%s_page.h\"\n", words[1]);
    code_statement(&reader->code, reader->line, "%s_page_of(html%s%s);", words[1], count == 3 ? ", &" : "", view);
    reader->blank_before = false;
}

static void read_body(struct reader *reader, char **words, size_t count)
{
    (void)words;
    if (count != 1 || reader->place.kind != IN_TEXT)
        reader_refuse(reader, reader->line, "\"body\" stands alone between tags.");
    code_statement(&reader->code, reader->line, "view->body(html, view->body_view);");
    reader->blank_before = false;
}

static const struct {
    const char *name;
    void (*read)(struct reader *reader, char **words, size_t count);
} directives[] = {{"page", read_page}, {"if", read_if}, {"else", read_else}, {"end", read_end},
    {"for", read_for}, {"include", read_include}, {"body", read_body}};

static void read_words(struct reader *reader, char **words, size_t count)
{
    const char *misplaced = place_of_directive(&reader->place);
    if (misplaced != NULL)
        reader_refuse(reader, reader->line, "%s", misplaced);
    if (reader->view == NULL && (count == 0 || strcmp(words[0], "page") != 0))
        reader_refuse(reader, reader->line, "a template begins with <!--%% page its_view %%-->.");
    for (size_t i = 0; count > 0 && reader->problem == NULL && i < sizeof directives / sizeof *directives; i++) {
        if (strcmp(words[0], directives[i].name) == 0) {
            directives[i].read(reader, words, count);
            return;
        }
    }
    reader_refuse(reader, reader->line, "there is no directive \"%s\".", count > 0 ? words[0] : "");
}

void directive_read(struct reader *reader)
{
    const char *start = reader->at + strlen("<!--%");
    const char *end = strstr(start, "%-->");
    if (end == NULL) {
        reader_refuse(reader, reader->line, "this directive does not end with %%-->.");
        return;
    }
    char *text = arena_text_part(reader->arena, start, (size_t)(end - start));
    char *words[DIRECTIVE_WORDS];
    size_t count = 0;
    char *rest;
    for (char *word = strtok_r(text, " \t\r\n", &rest); word != NULL && count < DIRECTIVE_WORDS;
         word = strtok_r(NULL, " \t\r\n", &rest))
        words[count++] = word;
    read_words(reader, words, count);
    reader_skip(reader, (size_t)(end + strlen("%-->") - reader->at));
}
