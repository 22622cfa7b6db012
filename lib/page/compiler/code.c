/* Writing C. */
#include "code.h"

#include <stdbool.h>

enum { LITERAL_LINE_BYTES = 96 };

struct code code_in(struct arena *arena, const char *file)
{
    return (struct code){.text = buffer_in(arena), .markup = buffer_in(arena), .file = file};
}

void code_markup(struct code *code, const char *markup, size_t size)
{
    buffer_add(&code->markup, markup, size);
}

static void write_literal(struct buffer *to, const char *data, size_t size)
{
    buffer_add_text(to, "\"");
    for (size_t i = 0, in_line = 0; i < size; i++, in_line++) {
        unsigned char c = (unsigned char)data[i];
        bool starts_character = (c & 0xC0) != 0x80;
        if (in_line >= LITERAL_LINE_BYTES && starts_character) {
            buffer_add_text(to, "\"\n        \"");
            in_line = 0;
        }
        if (c == '\n')
            buffer_add_text(to, "\\n");
        else if (c == '"' || c == '\\')
            buffer_add(to, (char[]){'\\', (char)c}, 2);
        else if (c < ' ' || c == 0x7f)
            buffer_format(to, "\\%03o", c);
        else
            buffer_add(to, &c, 1);
    }
    buffer_add_text(to, "\"");
}

void code_flush(struct code *code)
{
    if (code->markup.size == 0)
        return;
    buffer_add_text(&code->text, "    html_markup(html,\n        ");
    write_literal(&code->text, (const char *)code->markup.data, code->markup.size);
    buffer_format(&code->text, ", %zu);\n", code->markup.size);
    code->markup.size = 0;
}

void code_statement(struct code *code, unsigned line, const char *format, ...)
{
    code_flush(code);
    buffer_format(&code->text, "#line %u ", line);
    write_literal(&code->text, code->file, strlen(code->file));
    va_list values;
    va_start(values, format);
    buffer_format(&code->text, "\n    %s\n", arena_format_list(code->text.arena, format, values));
    va_end(values);
}
