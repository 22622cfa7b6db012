/* A visitor of a program without web server: calls the router as the process loop does, keeps cookies, follows what
 * the pages' forms carry. For tests against the private MariaDB of tests/support/mariadb. */
#ifndef NSDB_TEST_VISITOR_H
#define NSDB_TEST_VISITOR_H

#include "app_internal.h"
#include "seal.h"
#include "test_store.h"

enum { VISITOR_COOKIES = 8 };

struct visitor_cookie {
    char name[40];
    char value[100];
};

struct visitor {
    struct app app;
    struct arena *arena;           /* the visitor's life: bodies and texts stay readable */
    struct arena *request_arena;
    struct arena *secrets;
    const char *source;
    struct visitor_cookie cookies[VISITOR_COOKIES];
    size_t cookie_count;
    const char *csrf_token;        /* of the last page that had a form */
    const char *origin;            /* sent with POSTs; NULL = the right one, "" = none */
    const char *fetch_site;        /* "" = none */
    const char *hold;              /* where nginx would have held the last request; "" for nowhere */
    int status;                    /* of the last answer */
    const char *location;
    const char *allow;
    const char *body;
};

/* Settings with keyring and list of passwords, made once for all visitors of a test program. */
struct settings *visitor_settings(struct arena *arena, const struct keyring **keyring_out);

/* A fresh browser at `source` with a database connection of its own. */
void visitor_open(struct visitor *visitor, const struct program *program, struct settings *settings,
    const struct keyring *keyring, const char *source);
void visitor_close(struct visitor *visitor);

/* Fetches a page; the query may stand behind the path. */
void visitor_get(struct visitor *visitor, const char *path);

/* Posts urlencoded fields (already encoded), with the last page's tokens. */
void visitor_post(struct visitor *visitor, const char *path, const char *fields);

/* Posts a form without fields under the given idempotency key. */
void visitor_post_keyed(struct visitor *visitor, const char *path, const char *idempotency_key);

/* Posts a form of key proof: signature (or ""), file text (or "") and passphrase. */
void visitor_post_proof(struct visitor *visitor, const char *path, const char *signature, const char *file,
    const char *passphrase);

/* A cookie's value, "" for none; and setting one by force. */
const char *visitor_cookie(const struct visitor *visitor, const char *name);
void visitor_set_cookie(struct visitor *visitor, const char *name, const char *value);

/* What stands between two texts of the last body; "" when it does not. */
const char *visitor_between(struct visitor *visitor, const char *before, const char *after);

/* What a command prints; it must end well. */
const char *visitor_output(struct visitor *visitor, char *const *command);

/* Runs a SELECT that gives one text or number. */
const char *visitor_ask(struct visitor *visitor, const char *sql);

#endif
