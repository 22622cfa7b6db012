/* The programs as they run behind nginx, started for a test, and a browser that talks FastCGI to their sockets. The
 * database is the private one of tests/support/mariadb. */
#ifndef NSDB_TEST_SITE_H
#define NSDB_TEST_SITE_H

#include <sys/types.h>

#include "visitor.h"

enum { SITE_PROGRAMS_MOST = 8 };

struct site {
    struct arena *arena;
    const char *folder; /* sockets, settings, log */
    const char *settings;
    const char *programs[SITE_PROGRAMS_MOST];
    pid_t processes[SITE_PROGRAMS_MOST];
    size_t count;
};

/* A signed-in browser. */
struct guest {
    const char *token; /* of its cookie; NULL for none */
    const char *csrf_token;
};

struct answer {
    int status;
    const char *head;
    struct bytes body;
};

/* What nginx calls the next request. */
extern const char *site_request_id;

/* Starts the programs named (ended by NULL), each with one handler, and waits until they answer. */
struct site *site_start(struct arena *arena, const char *const *programs);

/* Ends them, well as they must, and removes the folder. */
void site_stop(struct site *site);

/* A session of the account at the last stage, as signing in would have made it. */
struct guest site_guest(struct arena *arena, struct store *store, int64_t account_id);

/* Asks the program that the path's first word names. */
struct answer site_get(const struct site *site, struct arena *arena, const struct guest *guest, const char *path);

/* The same as HEAD: a body that comes along is nginx's to drop. */
struct answer site_head(const struct site *site, struct arena *arena, const struct guest *guest, const char *path);

/* The idempotency key of the next posts, as of a form that is sent again; NULL: a fresh one for each. */
extern const char *site_form_key;

/* Posts urlencoded fields with the guest's form token and an idempotency key. */
struct answer site_post(const struct site *site, struct arena *arena, const struct guest *guest, const char *path,
    const char *fields);

#endif
