/* The small world of world.h with the real programs before it, for tests that walk through them. */
#ifndef NSDB_TEST_WORLD_SITE_H
#define NSDB_TEST_WORLD_SITE_H

#include "site.h"
#include "world.h"

extern struct arena *life;     /* of the test program */
extern struct visitor visitor; /* its connection to the database; no door of its own */
extern struct site *site;
extern struct world world;     /* empty until world_make() */

/* Starts the programs named (ended by NULL); `list` is what the world's imports hold. */
void open_world_site(const char *const *programs, const char *list);

/* Group tear-down: ends them. */
int close_world_site(void **state);

#endif
