/* The writer quotes what needs quoting and guards what looks like a formula. */
#include "csv_writer.h"

void csv_begin(struct buffer *to)
{
    buffer_add_text(to, "\xEF\xBB\xBF");
}

/* Whether a spreadsheet may take the text for a formula: it starts with = + - @ TAB CR or ＝＋－＠. */
static bool is_formula(const char *text)
{
    static const char *const wide[] = {"＝", "＋", "－", "＠"};
    if (text[0] != 0 && strchr("=+-@\t\r", text[0]) != NULL)
        return true;
    for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
        if (strncmp(text, wide[i], strlen(wide[i])) == 0)
            return true;
    return false;
}

static void add_quoted(struct buffer *to, const char *text)
{
    buffer_add_text(to, "\"");
    for (const char *quote; (quote = strchr(text, '"')) != NULL; text = quote + 1) {
        buffer_add(to, text, (size_t)(quote - text));
        buffer_add_text(to, "\"\"");
    }
    buffer_add_text(to, text);
    buffer_add_text(to, "\"");
}

static void add_cell(struct buffer *to, const char *text)
{
    const char *guarded = is_formula(text) ? arena_format(to->arena, "'%s", text) : text;
    if (strpbrk(guarded, ",\"\r\n") != NULL)
        add_quoted(to, guarded);
    else
        buffer_add_text(to, guarded);
}

void csv_row_add(struct buffer *to, const char *const *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_add_text(to, ",");
        add_cell(to, cells[i]);
    }
    buffer_add_text(to, "\r\n");
}
