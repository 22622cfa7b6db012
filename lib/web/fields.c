/* The declared fields of a request. */
#include "fields.h"

#include "field_slots.h"
#include "log.h"
#include "text.h"

static _Noreturn void undeclared(const char *name)
{
    log_error("field", "a handler asked for the field \"%s\", which its route does not declare", name);
    abort();
}

static const struct field_slot *slot(const struct fields *fields, const char *name)
{
    const struct field_slot *found = field_slots_find((struct fields *)fields, name);
    if (found == NULL)
        undeclared(name);
    return found;
}

const char *field(const struct fields *fields, const char *name)
{
    return field_at(fields, name, 0);
}

size_t field_count(const struct fields *fields, const char *name)
{
    return slot(fields, name)->values.count;
}

const char *field_at(const struct fields *fields, const char *name, size_t index)
{
    const struct field_slot *found = slot(fields, name);
    return index < found->values.count ? found->values.items[index] : "";
}

size_t field_file_count(const struct fields *fields, const char *name)
{
    return slot(fields, name)->files.count;
}

const struct uploaded_file *field_file(const struct fields *fields, const char *name, size_t index)
{
    const struct field_slot *found = slot(fields, name);
    return index < found->files.count ? &found->files.items[index] : NULL;
}

struct complaints *fields_complaints(struct fields *fields)
{
    return &fields->complaints;
}
