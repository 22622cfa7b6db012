/* The answer, sent through one function: status, security headers, body. */
#ifndef NSDB_RESPONSE_H
#define NSDB_RESPONSE_H

#include "buffer.h"
#include "request.h"

struct response {
    int status;
    const char *content_type;
    const char *location;           /* for 303; site-relative only */
    const char *download_name;      /* attachment under this UTF-8 name */
    const char *retry_after;        /* seconds, with 503 */
    const char *allow;              /* methods of the path, with 405 */
    const char *refresh;            /* "N" seconds: Refresh header of waiting pages */
    struct buffer set_cookies;      /* whole Set-Cookie lines */
    struct buffer body;
    bool inline_document;           /* shown in the browser instead of downloaded */
};

/* 200 text/html, empty. */
struct response response_in(struct arena *arena);

/* 303 See Other to a site-relative address; anything else becomes "/". */
void response_see_other(struct response *response, const char *location);

/* A file to download; no-store like every answer. */
void response_download(struct response *response, const char *content_type, const char *name, struct bytes body);

/* Sets a cookie: HttpOnly, SameSite=Strict, Path=/; `__Host-` and Secure when the request came by https
 * (plain http is possible on loopback only; the name then has no prefix). An empty value deletes it. */
void response_cookie(struct response *response, const struct request *request, const char *name, const char *value);

/* The same for a cookie that outlives the browser's closing, by `days`. */
void response_cookie_lasting(struct response *response, const struct request *request, const char *name,
    const char *value, unsigned days);

#endif
