/* The skeleton that every FastCGI program's main.c calls. A program is a name and a table of routes;
 * serve() does the rest: settings, prefork, database, guard, fields, pages, log lines, graceful stop. */
#ifndef NSDB_APP_H
#define NSDB_APP_H

#include "complaint.h"
#include "fields.h"
#include "html.h"
#include "request.h"
#include "response.h"
#include "rights.h"
#include "session.h"
#include "settings.h"
#include "store.h"

struct keyring;

/* What the answer shows of other people: shown_one(), shown_list(). */
struct shown {
    bool told;
    int64_t subject_id;
    size_t rows;
    int64_t page; /* of a list; 0 for one person's page */
};

/* All that a screen needs to answer one request. */
struct context {
    struct arena *arena;
    struct arena *secrets;
    struct request *request;
    struct response *response;
    struct fields *fields;
    struct session session;
    struct store *store;
    const struct settings *settings;
    const struct keyring *keyring; /* read at start from the setting keyring_file; crypto/seal works with it */
    const char *idempotency_key;   /* of a POST; "" for GET */
    const struct route *route;
    struct shown shown;
    struct app *app;               /* the process; screens pass it on, only lib/app looks inside */
};

enum route_flags {
    ROUTE_NO_DATABASE = 1,  /* health: no session is looked up; context->store is NULL until context_store() asks */
    ROUTE_CREATES = 2       /* a POST that makes something: a replay of its idempotency key is led to the first
                             * result by the router and never reaches the handler */
};

/* The only way in: method, path, right, stage, fields, handler, and whose data it shows. HEAD is answered as GET. */
struct route {
    enum method method;
    const char *path;
    enum action right;
    enum session_stage stage;
    const struct field_spec *fields;  /* ended by a NULL name; NULL = none */
    void (*handle)(struct context *context);
    unsigned flags;
    /* What kind of thing the answer shows personal data of, as the operation log names it: "account", "designation",
     * "import" …; NULL: of nobody but the person who asks. The handler tells which with shown_one() or shown_list(). */
    const char *shows;
};

struct program {
    const char *name;             /* "institution": settings section, socket, database account, log lines */
    const struct route *routes;   /* ended by a NULL path */
    /* Whose door it is: a right that others have, too, opens it for these only; NULL = all. */
    bool (*serves)(enum role role);
};

/* Runs the program: `--settings FILE`, `--check-config`, `--print-routes`. Gives the exit status. */
int serve(const struct program *program, int argc, char **argv);

/* The database connection for routes with ROUTE_NO_DATABASE: opened when first needed, NULL when the database cannot
 * be reached (tried again after a second). */
struct store *context_store(struct context *context);

/* An unnamed temporary file for an answer that is too large for memory; it ends with the request. FAILED (logged)
 * when the spool directory takes none. */
enum result context_spool(struct context *context, int *fd_out) MUST_USE;

/* Draws a page inside the layout. `title` is the <h1> and <title>; `body` is the generated function of the screen's
 * template, called with `view`. With complaints the title gets 「エラー：」 and the status 422. */
void respond_page(struct context *context, const char *title, void (*body)(struct html *html, const void *view),
    const void *view);

/* The same with complaints shown in the summary at the top; NULL or empty = none. */
void respond_page_complaining(struct context *context, const char *title,
    void (*body)(struct html *html, const void *view), const void *view, const struct complaints *complaints);

/* A whole page that explains an error: what happened, what to do, whom to ask, the request id. 404 for objects
 * of other tenants and missing ones alike. */
void respond_error(struct context *context, int status);
/* The error page for a result of store or domain: NOT_FOUND 404, CONFLICT 409, REFUSED 403, FAILED 503. Whoever was
 * signed out by force meanwhile is told so. */
void respond_result(struct context *context, enum result result);

/* What a screen says to somebody who came second: another person was faster, or the form was drawn long ago. */
struct overtaken {
    const char *title;      /* the screen's */
    const char *gone;       /* after NOT_FOUND: what is not there any more, or not for this person */
    const char *changed;    /* after CONFLICT: what is the case now */
    const char *link;       /* where to see it */
    const char *link_label;
    const char *remedy;     /* what to do then; NULL: nothing was done, look and do it again if need be */
};

/* respond_result() with the screen's own words for NOT_FOUND and CONFLICT; nothing was done. */
void respond_overtaken(struct context *context, enum result result, const struct overtaken *words);

/* Whether the hidden field `version` of the posted form, where it has one, is not the version that holds now (R04). */
bool form_is_stale(const struct context *context, int64_t version);

/* Keeps a short message (a constant key of app/flash.c) for the next page after a 303, and shows it there. */
void flash(struct context *context, const char *message_key);

/* Records the end of a creating POST under its idempotency key inside the caller's transaction: CONFLICT when the
 * key was used before; idempotency_location() then gives where the first answer led: REFUSED when that was on another
 * route, CONFLICT (with the location) when another body was posted, secrets aside (R01). */
enum result idempotency_claim(struct context *context, const char *location) MUST_USE;
enum result idempotency_location(struct context *context, const char **location_out) MUST_USE;

/* Writes a row of the operation log inside the caller's transaction. `subject_kind` and `subject_id`
 * name what was touched; `detail` is JSON or NULL, without personal values beyond ids. */
enum result operation_log(struct context *context, const char *action, const char *subject_kind,
    int64_t subject_id, const char *detail) MUST_USE;

/* The same with another outcome than done: "refused" or "failed". Denials are logged too (Z11). */
enum result operation_log_outcome(struct context *context, const char *outcome, const char *action,
    const char *subject_kind, int64_t subject_id, const char *detail) MUST_USE;

/* Tells what the answer shows of other people, on a route that `shows` them: the row "view" of the operation log is written
 * before the answer leaves, and nothing is shown when it cannot be (503). Refused likewise: a page of a GET, or a form drawn
 * again, of which nothing was told. The last call counts; error pages show nobody. One account, designation … */
void shown_one(struct context *context, int64_t subject_id);
/* … or of `rows` of them, on the `page` of a list, from 1; no row is written for 0 rows. `subject_id`: the list's own number, or
 * of the only row; 0 = none. The row names the fields that were filled in, not their values. */
void shown_list(struct context *context, int64_t subject_id, size_t rows, int64_t page);

#endif
