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

/* Of which request the operation log's newest row is; "" when there is none. */
const char *world_newest_request(struct arena *arena);

/* Whether an answer in plain text names anybody of the world but the actor, who alone is called 行為者. */
bool world_others_stand_in(const struct answer *answer);

/* Group set-up: starts the doors that a municipality's clerk goes through, institution and account. */
int open_clerks_site(void **state);

/* Changes the world by a statement of the administrator's. */
void world_run(const char *sql);

/* Group tear-down: ends them. */
int close_world_site(void **state);

#endif
