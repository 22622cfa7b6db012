/* The small world with the real programs before it. */
#include "world_site.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct arena *life;
struct visitor visitor;
struct site *site;
struct world world;

void open_world_site(const char *const *programs, const char *list)
{
    static const struct route none[] = {{0}};
    static const struct program program = {"world", none};
    const struct keyring *keyring;
    life = arena_new();
    struct settings *settings = visitor_settings(life, &keyring);
    visitor_open(&visitor, &program, settings, keyring, "192.0.2.7");
    site = site_start(life, programs);
    world.import_file = memfd_create("list", MFD_CLOEXEC);
    assert_int_equal(write(world.import_file, list, strlen(list)), strlen(list));
}

int close_world_site(void **state)
{
    (void)state;
    site_stop(site);
    visitor_close(&visitor);
    arena_free(&life);
    return 0;
}
