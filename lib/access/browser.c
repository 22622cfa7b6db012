/* Browsers that proved the key of an account. */
#include "browser.h"

#include "digest.h"
#include "key_file_query.h"
#include "text.h"
#include "token.h"

enum { TOKEN_BYTES = 32 };

static const char cookie_name[] = "nsdb_browser";

static struct bytes hash_of(struct arena *arena, const char *token)
{
    struct digest digest = digest_of_text(token);
    return (struct bytes){arena_copy(arena, digest.bytes, DIGEST_BYTES), DIGEST_BYTES};
}

struct bytes browser_hash(const struct request *request)
{
    const char *token = request_cookie(request, cookie_name);
    if (text_is_empty(token))
        return (struct bytes){arena_alloc(request->arena, DIGEST_BYTES), DIGEST_BYTES};
    return hash_of(request->arena, token);
}

/* One browser keeps one token for all accounts that people use in it. */
static const char *token_of(const struct request *request)
{
    const char *known = request_cookie(request, cookie_name);
    if (!text_is_empty(known))
        return known;
    uint8_t bytes[TOKEN_BYTES];
    token_bytes(bytes, sizeof bytes);
    return digest_base64url(request->arena, (struct bytes){bytes, sizeof bytes});
}

enum result browser_remember(struct store *store, const struct request *request, int64_t account_id,
    int64_t key_file_id, const char **token_out)
{
    *token_out = token_of(request);
    return browser_key_write(store, &(struct browser_key_write_in){.account_id = account_id,
        .key_file_id = key_file_id, .browser_hash = hash_of(request->arena, *token_out),
        .user_agent = request->user_agent}, NULL);
}

void browser_cookie(struct response *response, const struct request *request, const char *token)
{
    response_cookie_lasting(response, request, cookie_name, token, 400);
}
