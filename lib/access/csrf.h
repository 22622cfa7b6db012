/* Forms can only be posted by pages that this browser got from us (S06, T13): a token derived from a
 * secret cookie stands in every form, and the browser's own headers must say that the page was ours. */
#ifndef NSDB_CSRF_H
#define NSDB_CSRF_H

#include <stdbool.h>

#include "request.h"
#include "response.h"

/* The form's token for a cookie's secret: HMAC-SHA-256, so the cookie cannot be told from it. */
const char *csrf_token(struct arena *arena, const char *secret);

/* Before a session exists the secret is a cookie of its own, so that nobody can sign a browser in under a
 * foreign account. Gives its token; `response` gets the cookie when the browser has none yet. */
const char *csrf_token_before_session(const struct request *request, struct response *response);

/* Whether the posted token is the one that belongs to `expected` (constant time); NULL and "" never fit. */
bool csrf_token_fits(const char *expected, const char *posted);

/* The token of the browser's pre-session cookie; NULL when it has none. */
const char *csrf_token_of_browser(const struct request *request);

/* Whether the headers say that a page of this very site posted: Origin must be ours, and Sec-Fetch-Site, where
 * the browser sends it, same-origin. */
bool csrf_origin_is_ours(const struct request *request);

/* A fresh idempotency key for the forms of a page, and whether a posted one has the shape of one. */
const char *csrf_idempotency_key(struct arena *arena);
bool csrf_is_idempotency_key(const char *posted);

#endif
