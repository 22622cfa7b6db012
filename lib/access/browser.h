/* Browsers that proved the key of an account. They carry a cookie of their own, so that guessing from elsewhere
 * neither slows nor locks them out, and 自アカウント管理 lists them. */
#ifndef NSDB_BROWSER_H
#define NSDB_BROWSER_H

#include "request.h"
#include "response.h"
#include "store.h"

/* SHA-256 of the browser's cookie; 32 zero bytes when it has none. */
struct bytes browser_hash(const struct request *request);

/* Remembers that this browser proved the key. Runs inside the caller's transaction; the caller then hands
 * *token_out to browser_cookie(). */
enum result browser_remember(struct store *store, const struct request *request, int64_t account_id,
    int64_t key_file_id, const char **token_out) MUST_USE;

/* Sets the lasting cookie. */
void browser_cookie(struct response *response, const struct request *request, const char *token);

#endif
