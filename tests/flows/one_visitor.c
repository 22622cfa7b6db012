/* One visitor before one program. */
#include "one_visitor.h"

struct visitor visitor;

static const struct program *door;
static struct settings *settings;
static const struct keyring *keyring;

void visitors_come_to(const struct program *program)
{
    door = program;
    settings = visitor_settings(arena_new_wiping(), &keyring);
}

void open_other_visitor(struct visitor *other, const char *source)
{
    visitor_open(other, door, settings, keyring, source);
}

int open_visitor(void **state)
{
    (void)state;
    open_other_visitor(&visitor, "192.0.2.7");
    people_ground(&visitor);
    test_sql(visitor.app.store, "DELETE FROM source_penalty");
    return 0;
}

int close_visitor(void **state)
{
    (void)state;
    visitor_close(&visitor);
    return 0;
}
