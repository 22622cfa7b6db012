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

const char *world_newest_request(struct arena *arena)
{
    static const struct statement_field gives = {STATEMENT_TEXT, 0};
    static const struct statement newest = {.name = "world_newest_request", .gives = &gives, .gives_count = 1,
        .sql = "SELECT COALESCE((SELECT request_id FROM operation_log ORDER BY id DESC LIMIT 1), '')", .out_size = sizeof(const char *)};
    const char *request_id = NULL;
    assert_int_equal(statement_one(visitor.app.store, arena, &newest, NULL, &request_id), OK);
    return request_id;
}

bool world_others_stand_in(const struct answer *answer)
{
    static const char name[] = "世界";
    return memmem(answer->body.data, answer->body.size, name, sizeof name - 1) != NULL;
}

int open_clerks_site(void **state)
{
    static const char *const programs[] = {"institution", "account", NULL};
    (void)state;
    open_world_site(programs, "");
    return 0;
}

void world_run(const char *sql)
{
    test_sql(visitor.app.store, sql);
}

int close_world_site(void **state)
{
    (void)state;
    site_stop(site);
    visitor_close(&visitor);
    arena_free(&life);
    return 0;
}
