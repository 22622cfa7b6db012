/* Any bytes as a form body: no crash, no undefined behaviour, and every value that is taken is clean by its field's
 * type (I06): valid UTF-8 that passes its own check a second time. */
#include <stddef.h>
#include <stdint.h>

#include "fake_request.h"
#include "fields.h"
#include "text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct field_spec specs[] = {
    {"a", "A", FIELD_TEXT, 5, FIELD_REQUIRED | FIELD_MANY},
    {"b", "B", FIELD_LINES, 0, FIELD_MANY},
    {"c", "C", FIELD_CODE, 0, 0},
    {"d", "D", FIELD_SECRET, 0, 0},
    {0},
};

static void check(const char *value, bool lines_allowed)
{
    if (text_check(value, strlen(value), lines_allowed) != TEXT_FINE)
        abort();
}

static void check_all(const struct fields *fields)
{
    for (size_t i = 0; i < field_count(fields, "a"); i++)
        check(field_at(fields, "a", i), false);
    for (size_t i = 0; i < field_count(fields, "b"); i++)
        check(field_at(fields, "b", i), true);
    check(field(fields, "c"), false);
    check(field(fields, "d"), false);
    check(field(fields, "csrf_token"), false);
}

static void read_as(const char *type, const uint8_t *data, size_t size, struct arena *arena, struct arena *secrets)
{
    struct fake_body body = {.data = (const char *)data, .size = size, .piece = 5};
    struct request request = fake_post(arena, secrets, type, &body);
    struct fields *fields;
    bool too_large;
    if (fields_read(&request, specs, "/nonexistent", &fields, &too_large) == OK)
        check_all(fields);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct arena *secrets = arena_new_wiping();
    read_as("application/x-www-form-urlencoded", data, size, arena, secrets);
    read_as("multipart/form-data; boundary=B", data, size, arena, secrets);
    arena_free(&secrets);
    arena_free(&arena);
    return 0;
}
