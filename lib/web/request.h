/* One HTTP request as the handler sees it: parsed once, checked once, alive as long as its arena. */
#ifndef NSDB_REQUEST_H
#define NSDB_REQUEST_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "bytes.h"

enum method { METHOD_GET, METHOD_POST, METHOD_OTHER }; /* HEAD counts as GET; its body is dropped by nginx */

struct request {
    struct arena *arena;         /* everything of this request */
    struct arena *secrets;       /* wiped at the end: passwords, passphrases, private keys */
    const char *id;              /* nginx's $request_id, shared by all log lines */
    enum method method;
    const char *path;            /* decoded? no: compared byte for byte with routes, no query */
    const char *query;           /* raw query string, "" for none */
    const char *source;          /* client address as nginx saw it ($remote_addr) */
    const char *user_agent;      /* cut to 200 bytes, "" for none */
    const char *content_type;
    const char *accept;          /* Accept header, "" for none */
    const char *host;            /* the Host header */
    const char *scheme;          /* "http" or "https" */
    const char *origin;          /* Origin header, "" for none */
    const char *fetch_site;      /* Sec-Fetch-Site header, "" for none */
    const char *cookies;         /* raw Cookie header, "" for none */
    bool held;                   /* nginx held it as an earlier answer asked (response_hold) */
    int64_t content_length;      /* of the body, 0 for none */
    int fault;                   /* 0, or the status (400, 431) to answer: malformed, nothing of it may be used */

    /* Reads the next bytes of the body: how many, 0 at the true end, -1 when it was cut short. */
    long (*read_body)(struct request *request, void *buffer, size_t size);
    void *reader;
};

/* The value of a cookie, or NULL; a cookie that stands twice counts as absent. Over https the browser knows it
 * as `__Host-NAME` (see response_cookie); callers always say NAME. */
const char *request_cookie(const struct request *request, const char *name);

#endif
