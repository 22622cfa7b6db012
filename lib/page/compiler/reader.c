/* What all parts of the compiler do with the state of a compilation. */
#include "reader.h"

void reader_refuse(struct reader *reader, const char *format, ...)
{
    if (reader->problem != NULL)
        return;
    va_list values;
    va_start(values, format);
    const char *sentence = arena_format_list(reader->arena, format, values);
    va_end(values);
    reader->problem = arena_format(reader->arena, "%s:%u: %s", reader->file, reader->line, sentence);
}
