/* What the files of lib/app share: the process that answers requests, and the seam between its loop
 * (serve.c and its siblings) and the router. Screens never see this file. */
#ifndef NSDB_APP_INTERNAL_H
#define NSDB_APP_INTERNAL_H

#include "app.h"

/* One worker process of a program; made after the fork, alive until the process ends. */
struct app {
    const struct program *program;
    const struct settings *settings;
    const struct keyring *keyring; /* NULL for programs whose settings name no keyring_file */
    struct arena *arena;          /* the process's life */
    struct arena *store_arena;    /* the connection's life */
    struct store *store;          /* NULL until app_store() reached the database; later losses heal inside the store */
    int64_t store_retry_at_us;    /* monotonic: not before this is the database asked again */
    const char *spool_directory;  /* for uploaded files: fields_read() */
};

/* The database connection, opened when first needed. NULL when the database cannot be reached or refuses this
 * program (logged): the caller answers 503. Tried again at most once a second, so that a lost database
 * neither kills nor stalls the handlers. */
struct store *app_store(struct app *app);

/* A refusal and a look at what is not there are denials: logged with actor, place and rule (Z11, L01). Of somebody without
 * a session only a line of the program's own log is kept: anybody could fill the operation log with durable rows (T28). */
void operation_log_denial(struct context *context, const char *rule);

/* Writes what shown_one() or shown_list() told. FAILED also when route and handler disagree: the answer must not leave then. */
enum result shown_log(struct context *context) MUST_USE;

/* The page for somebody to whom the table of rights says no. */
void respond_no_right(struct context *context);

/* The page (409) for a form that was changed and sent again under the key of one that is done: what happened, and the way to
 * its result. */
void respond_sent_already(struct context *context, const char *location);

/* Answers one request: implemented by the router. The loop has reset the arenas, named the request in the log
 * (log_request) and made *response; afterwards it sends *response and resets. A request with `fault` set is to be
 * answered with that status and nothing else of it may be used. Never fails: what goes wrong becomes an error page. */
void app_answer(struct app *app, struct request *request, struct response *response);

#endif
