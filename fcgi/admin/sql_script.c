/* Splits a file of SQL into its statements. */
#include "sql_script.h"

#include "buffer.h"
#include "list.h"

static const char blanks[] = " \t\r\n";

/* The bytes of the comment that starts here; 0 when none does. */
static size_t comment_length(const char *at)
{
    if (*at == '#' || (at[0] == '-' && at[1] == '-' && (at[2] == 0 || strchr(" \t\n", at[2]) != NULL)))
        return strcspn(at, "\n");
    if (at[0] != '/' || at[1] != '*')
        return 0;
    const char *end = strstr(at + 2, "*/");
    return end == NULL ? strlen(at) : (size_t)(end + 2 - at);
}

/* The bytes of the quoted text that starts here, with its quotes. */
static size_t quoted_length(const char *at)
{
    size_t i = 1;
    while (at[i] != 0 && at[i] != *at)
        i += at[i] == '\\' && *at != '`' && at[i + 1] != 0 ? 2 : 1;
    return at[i] == 0 ? i : i + 1;
}

static void end_statement(struct arena *arena, struct sql_script *script, struct buffer *statement)
{
    const char *text = buffer_text(statement);
    text += strspn(text, blanks);
    size_t length = strlen(text);
    while (length > 0 && strchr(blanks, text[length - 1]) != NULL)
        length--;
    if (length > 0)
        *(const char **)list_push(arena, script) = arena_text_part(arena, text, length);
    *statement = buffer_in(arena);
}

struct sql_script sql_script_split(struct arena *arena, const char *text)
{
    struct sql_script script = {0};
    struct buffer statement = buffer_in(arena);
    for (const char *at = text; *at != 0;) {
        size_t skipped = comment_length(at);
        if (skipped > 0) {
            at += skipped;
            continue;
        }
        size_t taken = strchr("'\"`", *at) != NULL ? quoted_length(at) : 1;
        if (*at == ';')
            end_statement(arena, &script, &statement);
        else
            buffer_add(&statement, at, taken);
        at += taken;
    }
    end_statement(arena, &script, &statement);
    return script;
}

const char *sql_script_joined(struct arena *arena, const struct sql_script *script, size_t count)
{
    struct buffer joined = buffer_in(arena);
    for (size_t i = 0; i < count; i++)
        buffer_format(&joined, "%s;\n", script->items[i]);
    return buffer_text(&joined);
}
