/* Dotted paths: view fields, loop variables and loop.number/first/last become C expressions. */
#include "reader.h"
#include "text.h"

/* Lower-case words joined by single dots, each starting with a letter or _. */
static bool is_path(const char *path)
{
    size_t length = strspn(path, "abcdefghijklmnopqrstuvwxyz0123456789_");
    if (length == 0 || (path[0] >= '0' && path[0] <= '9'))
        return false;
    return path[length] == 0 || (path[length] == '.' && is_path(path + length + 1));
}

static bool is_loop_variable(const struct reader *reader, const char *name)
{
    for (size_t i = 0; i < reader->depth; i++) {
        if (text_equal(text_or(reader->blocks[i].variable, ""), name))
            return true;
    }
    return false;
}

static const char *loop_fact(struct reader *reader, const char *fact)
{
    size_t i = reader->depth;
    while (i > 0 && reader->blocks[i - 1].variable == NULL)
        i--;
    if (i == 0)
        reader_refuse(reader, "\"loop\" stands only inside a for.");
    else if (strcmp(fact, "number") == 0)
        return arena_format(reader->arena, "(i%zu + 1)", i);
    else if (strcmp(fact, "first") == 0)
        return arena_format(reader->arena, "(i%zu == 0)", i);
    else if (strcmp(fact, "last") == 0)
        return arena_format(reader->arena, "(i%zu + 1 == %s.count)", i, reader->blocks[i - 1].list);
    reader_refuse(reader, "a loop knows number, first and last, not \"%s\".", fact);
    return "";
}

const char *path_expression(struct reader *reader, const char *path)
{
    if (!is_path(path))
        reader_refuse(reader, "\"%s\" is not a path of lower-case names joined by dots.", path);
    if (text_starts_with(path, "loop."))
        return loop_fact(reader, path + strlen("loop."));
    size_t first = strcspn(path, ".");
    const char *name = arena_text_part(reader->arena, path, first);
    if (!is_loop_variable(reader, name))
        return arena_format(reader->arena, "view->%s", path);
    return path[first] == 0 ? arena_format(reader->arena, "(*%s)", name)
                            : arena_format(reader->arena, "%s->%s", name, path + first + 1);
}

const char *path_condition(struct reader *reader, const char *text)
{
    bool negated = text_starts_with(text, "not ");
    const char *path = text_trim(reader->arena, negated ? text + strlen("not ") : text);
    return arena_format(reader->arena, "%shtml_holds(%s)", negated ? "!" : "", path_expression(reader, path));
}
