/* What is wrong with the statements, for all parts of the compiler. */
#include "query.h"

void problem(struct problems *problems, const char *path, int line, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    const char *sentence = arena_format_list(problems->arena, format, values);
    va_end(values);
    const char **place = list_push(problems->arena, &problems->list);
    *place = arena_format(problems->arena, "%s:%d: %s", path, line, sentence);
}
