/* Dotted paths: view fields, loop variables and loop.number/first/last become C expressions. */
#include "reader.h"
#include "text.h"

static bool is_word_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/* Lower-case words joined by single dots, each starting with a letter. */
static bool is_path(const char *path)
{
    bool word_starts = true;
    for (; *path != 0; path++) {
        if (*path == '.' ? word_starts : !is_word_character(*path))
            return false;
        if (word_starts && *path >= '0' && *path <= '9')
            return false;
        word_starts = *path == '.';
    }
    return !word_starts;
}

static const struct block *loop_with_variable(const struct reader *reader, const char *name, size_t length)
{
    for (size_t i = reader->depth; i > 0; i--) {
        const struct block *block = &reader->blocks[i - 1];
        if (block->is_loop && strlen(block->variable) == length && memcmp(block->variable, name, length) == 0)
            return block;
    }
    return NULL;
}

static size_t innermost_loop(const struct reader *reader)
{
    size_t i = reader->depth;
    while (i > 0 && !reader->blocks[i - 1].is_loop)
        i--;
    return i;
}

static const char *loop_fact(struct reader *reader, const char *fact)
{
    size_t number = innermost_loop(reader);
    if (number == 0)
        reader_refuse(reader, reader->line, "\"loop\" stands only inside a for.");
    else if (strcmp(fact, "number") == 0)
        return arena_format(reader->arena, "(i%zu + 1)", number);
    else if (strcmp(fact, "first") == 0)
        return arena_format(reader->arena, "(i%zu == 0)", number);
    else if (strcmp(fact, "last") == 0)
        return arena_format(reader->arena, "(i%zu + 1 == %s.count)", number, reader->blocks[number - 1].list);
    else
        reader_refuse(reader, reader->line, "a loop knows number, first and last, not \"%s\".", fact);
    return NULL;
}

const char *path_expression(struct reader *reader, const char *path)
{
    if (!is_path(path) || strlen(path) >= PATH_SIZE / 2) {
        reader_refuse(reader, reader->line, "\"%s\" is not a path of lower-case names joined by dots.", path);
        return NULL;
    }
    if (text_starts_with(path, "loop."))
        return loop_fact(reader, path + 5);
    size_t first = strcspn(path, ".");
    if (loop_with_variable(reader, path, first) == NULL)
        return arena_format(reader->arena, "view->%s", path);
    if (path[first] == 0)
        return arena_format(reader->arena, "(*%s)", path);
    return arena_format(reader->arena, "%.*s->%s", (int)first, path, path + first + 1);
}

const char *path_condition(struct reader *reader, const char *text)
{
    bool negated = text_starts_with(text, "not ");
    const char *expression = path_expression(reader, text_trim(reader->arena, negated ? text + 4 : text));
    if (expression == NULL)
        return NULL;
    return arena_format(reader->arena, "%shtml_holds(%s)", negated ? "!" : "", expression);
}
