/* Slots of declared fields. */
#include "field_slots.h"

#include "field_value.h"
#include "text.h"

static const struct field_spec always_declared[] = {
    {.name = "csrf_token", .label = "", .type = FIELD_CODE},
    {.name = "idempotency_key", .label = "", .type = FIELD_CODE},
    {.name = NULL},
};

static void add_slots(struct fields *fields, const struct field_spec *specs)
{
    for (; specs != NULL && specs->name != NULL; specs++)
        list_push(fields->request->arena, &fields->slots)->spec = *specs;
}

struct fields *field_slots_new(struct request *request, const struct field_spec *specs, const char *spool_directory)
{
    struct fields *fields = arena_make(request->arena, struct fields);
    fields->request = request;
    fields->spool_directory = spool_directory;
    fields->complaints = complaints_in(request->arena);
    add_slots(fields, specs);
    add_slots(fields, always_declared);
    return fields;
}

struct field_slot *field_slots_find(struct fields *fields, const char *name)
{
    for (size_t i = 0; i < fields->slots.count; i++)
        if (*fields->slots.items[i].spec.name == *name && text_equal(fields->slots.items[i].spec.name, name))
            return &fields->slots.items[i];
    return NULL;
}

struct field_slot *field_slots_take(struct fields *fields, const char *name, bool is_file)
{
    struct field_slot *slot = field_slots_find(fields, name);
    if (slot == NULL || (slot->spec.type == FIELD_FILE) != is_file)
        return NULL;
    if (slot->seen++ > 0 && (slot->spec.flags & FIELD_MANY) == 0)
        return NULL;
    return slot;
}

/* Complaints about the hidden fields would have no place on the page: a broken one is simply a wrong one. */
static bool is_hidden(const struct field_slot *slot)
{
    return *slot->spec.label == 0;
}

void field_slots_put(struct fields *fields, struct field_slot *slot, struct bytes raw)
{
    struct request *request = fields->request;
    struct complaints unheard = complaints_in(request->arena);
    struct complaints *complaints = is_hidden(slot) ? &unheard : &fields->complaints;
    const char *value = field_value_clean(request->arena, request->secrets, &slot->spec, raw, complaints);
    *list_push(request->arena, &slot->values) = unheard.count > 0 ? "" : value;
}

static bool is_empty(const struct field_slot *slot)
{
    for (size_t i = 0; i < slot->values.count; i++)
        if (*slot->values.items[i] != 0)
            return false;
    return slot->files.count == 0;
}

void field_slots_require(struct fields *fields)
{
    for (size_t i = 0; i < fields->slots.count; i++) {
        const struct field_slot *slot = &fields->slots.items[i];
        if ((slot->spec.flags & FIELD_REQUIRED) == 0 || !is_empty(slot) ||
            complaint_about(&fields->complaints, slot->spec.name) != NULL)
            continue;
        bool chosen = slot->spec.type == FIELD_FILE || (slot->spec.flags & FIELD_CHOICE) != 0;
        complain(&fields->complaints, slot->spec.name, "required", "%sを%sしてください。", slot->spec.label,
            chosen ? "選択" : "入力");
    }
}

int64_t field_slots_largest_body(const struct fields *fields)
{
    int64_t largest = BODY_BYTES_WITHOUT_FILES;
    for (size_t i = 0; i < fields->slots.count; i++) {
        const struct field_spec *spec = &fields->slots.items[i].spec;
        if (spec->type == FIELD_FILE)
            largest += (int64_t)field_most(spec) * ((spec->flags & FIELD_MANY) != 0 ? FILES_OF_MANY : 1);
    }
    return largest;
}
