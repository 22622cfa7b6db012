/* Complaints. */
#include "complaint.h"

struct complaints complaints_in(struct arena *arena)
{
    return (struct complaints){.arena = arena};
}

void complain(struct complaints *complaints, const char *field, const char *code, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    struct complaint *complaint = list_push(complaints->arena, complaints);
    complaint->field = field;
    complaint->code = code;
    complaint->message = arena_format_list(complaints->arena, format, values);
    va_end(values);
}

const char *complaint_about(const struct complaints *complaints, const char *field)
{
    for (size_t i = 0; i < complaints->count; i++)
        if (strcmp(complaints->items[i].field, field) == 0)
            return complaints->items[i].message;
    return NULL;
}
