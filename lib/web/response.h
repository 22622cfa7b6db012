/* The answer, sent through one function: status, security headers, body. */
#ifndef NSDB_RESPONSE_H
#define NSDB_RESPONSE_H

#include "buffer.h"
#include "request.h"
#include "result.h"

struct response {
    int status;
    const char *content_type;
    const char *location;           /* for 303; site-relative only */
    const char *download_name;      /* attachment under this UTF-8 name */
    const char *retry_after;        /* seconds, with 503 */
    const char *allow;              /* methods of the path, with 405 */
    const char *refresh;            /* "N" seconds: Refresh header of waiting pages */
    const char *hold;               /* nginx's place where the request waits; nothing else is answered */
    struct buffer set_cookies;      /* whole Set-Cookie lines */
    struct buffer body;
    int body_file;                  /* an open file that is the body, when body_file_size is not 0 */
    int64_t body_file_size;
    bool inline_document;           /* shown in the browser instead of downloaded */
};

/* 200 text/html, empty. */
struct response response_in(struct arena *arena);

/* 303 See Other to a site-relative address; anything else becomes "/". */
void response_see_other(struct response *response, const char *location);

/* A file to download; no-store like every answer. */
void response_download(struct response *response, const char *content_type, const char *name, struct bytes body);

/* Lets nginx hold the request for about so long (1, 2 or 5 s: conf/nginx) and bring it again, with request->held
 * set. */
void response_hold(struct response *response, int64_t delay_ms);

/* The same from an open file, from its start to its end, sent piece by piece: it must stay open until the answer is
 * sent. FAILED when its size cannot be had. */
enum result response_download_file(struct response *response, const char *content_type, const char *name, int file)
    MUST_USE;

/* Sets a cookie: HttpOnly, SameSite=Strict, Path=/; `__Host-` and Secure when the request came by https
 * (plain http is possible on loopback only; the name then has no prefix). An empty value deletes it. */
void response_cookie(struct response *response, const struct request *request, const char *name, const char *value);

/* The same for a cookie that outlives the browser's closing, by `days`. */
void response_cookie_lasting(struct response *response, const struct request *request, const char *name,
    const char *value, unsigned days);

#endif
