/* Forms can only be posted by pages that this browser got from us. */
#include "csrf.h"

#include <string.h>

#include "digest.h"
#include "text.h"
#include "token.h"

enum { SECRET_BYTES = 32, IDEMPOTENCY_KEY_LENGTH = 22 };

static const char cookie_name[] = "nsdb_form";

static struct bytes bytes_of_text(const char *text)
{
    return (struct bytes){(const uint8_t *)text, strlen(text)};
}

const char *csrf_token(struct arena *arena, const char *secret)
{
    struct digest digest = digest_hmac(bytes_of_text(secret), bytes_of_text("csrf"));
    return digest_base64url(arena, digest_bytes(&digest));
}

const char *csrf_token_of_browser(const struct request *request)
{
    const char *secret = request_cookie(request, cookie_name);
    return text_is_empty(secret) ? NULL : csrf_token(request->arena, secret);
}

const char *csrf_token_before_session(const struct request *request, struct response *response)
{
    const char *known = csrf_token_of_browser(request);
    if (known != NULL)
        return known;
    uint8_t secret[SECRET_BYTES];
    token_bytes(secret, sizeof secret);
    const char *value = digest_base64url(request->arena, (struct bytes){secret, sizeof secret});
    response_cookie(response, request, cookie_name, value);
    return csrf_token(request->arena, value);
}

bool csrf_token_fits(const char *expected, const char *posted)
{
    return !text_is_empty(expected) && !text_is_empty(posted)
        && digest_equal(bytes_of_text(expected), bytes_of_text(posted));
}

bool csrf_origin_is_ours(const struct request *request)
{
    const char *ours = arena_format(request->arena, "%s://%s", request->scheme, request->host);
    return text_equal(request->origin, ours)
        && (text_is_empty(request->fetch_site) || text_equal(request->fetch_site, "same-origin"));
}

const char *csrf_idempotency_key(struct arena *arena)
{
    return token_reference(arena);
}

bool csrf_is_idempotency_key(const char *posted)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return strlen(posted) == IDEMPOTENCY_KEY_LENGTH && strspn(posted, alphabet) == IDEMPOTENCY_KEY_LENGTH;
}
