/* The first factor, and the counting of tries for both. */
#include "sign_in.h"

#include <string.h>

#include "browser.h"
#include "clock.h"
#include "digest.h"
#include "initial_password.h"
#include "limiter.h"
#include "mail_order.h"
#include "password.h"
#include "password_query.h"
#include "seal_place.h"
#include "sign_in_query.h"
#include "source.h"
#include "text.h"

enum result sign_in_find(struct store *store, const struct request *request, const char *login_id,
    struct sign_in *sign_in_out)
{
    struct sign_in_account_out row;
    struct bytes source = source_network(request->arena, request->source);
    enum result found = sign_in_account(store, request->arena,
        &(struct sign_in_account_in){.login_id = login_id, .browser_hash = browser_hash(request),
            .source = source}, &row);
    if (found != OK)
        return FAILED;
    *sign_in_out = (struct sign_in){
        .account_id = row.account_id,
        .epoch = row.epoch,
        .account_reference = row.account_reference,
        .role = role_from_word(row.role),
        .browser_id = row.browser_id,
        .has_key = row.has_key != 0,
        .step = row.step,
        .password_hash = row.password_hash,
        .initial_sealed = row.initial_sealed,
        .slip_number = row.slip_number,
        .initial_expired = row.initial_expired != 0,
        .source = source,
        .source_failures = row.source_failures,
    };
    return OK;
}

int64_t sign_in_delay_ms(const struct sign_in *sign_in)
{
    return sign_in->browser_id != 0 ? 0 : limiter_delay_ms(sign_in->source_failures);
}

static enum result count_for_source(struct store *store, const struct sign_in *sign_in)
{
    return source_penalty_add(store, &(struct source_penalty_add_in){sign_in->source}, NULL);
}

/* A known browser takes its tries from its own budget; when that is used up it is a browser like any other. */
enum result sign_in_begin(struct store *store, const struct keyring *keyring, struct bytes secret, struct sign_in *sign_in)
{
    struct digest digest = digest_hmac(keyring_lookup_key(keyring), secret);
    int64_t changed = 0;
    if (sign_in->browser_id != 0) {
        enum result result = sign_in_reserve_browser(store,
            &(struct sign_in_reserve_browser_in){sign_in->browser_id}, &changed);
        if (result != OK || changed > 0) {
            sign_in->counted = changed > 0;
            return result;
        }
        sign_in->browser_id = 0;
    }
    enum result result = sign_in_reserve(store,
        &(struct sign_in_reserve_in){sign_in->account_id, digest_bytes(&digest)}, &changed);
    sign_in->counted = changed > 0;
    return result != OK || sign_in->counted ? result : count_for_source(store, sign_in);
}

enum result sign_in_begin_proof(struct store *store, const struct request *request, const struct keyring *keyring,
    const struct session *session, struct bytes secret, struct sign_in *sign_in_out)
{
    enum result result = sign_in_find(store, request, session->login_id, sign_in_out);
    return result == OK ? sign_in_begin(store, keyring, secret, sign_in_out) : result;
}

enum sign_in_verdict sign_in_verify(const struct sign_in *sign_in, struct arena *secrets,
    const struct keyring *keyring, const char *password)
{
    bool by_slip = sign_in->initial_sealed.data != NULL;
    enum result fits = password_fits(secrets, keyring, seal_place_password(secrets, sign_in->account_reference),
        sign_in->counted && !by_slip ? sign_in->password_hash : BYTES_NONE, password);
    if (!by_slip || !sign_in->counted)
        return fits == OK ? SIGN_IN_RIGHT : fits == FAILED ? SIGN_IN_UNREAD : SIGN_IN_WRONG;
    if (!initial_password_fits(secrets, keyring, sign_in->account_reference, sign_in->slip_number, sign_in->initial_sealed, password))
        return SIGN_IN_WRONG;
    return sign_in->initial_expired ? SIGN_IN_EXPIRED : SIGN_IN_RIGHT;
}

enum result sign_in_settle_wrong(struct store *store, const struct sign_in *sign_in, bool *locked_out)
{
    int64_t changed = 0;
    *locked_out = false;
    enum result result = sign_in->counted ? count_for_source(store, sign_in) : OK;
    if (result != OK)
        return result;
    result = sign_in_lock(store, &(struct sign_in_lock_in){sign_in->account_id}, &changed);
    *locked_out = changed > 0;
    return result;
}

enum result sign_in_give_back(struct store *store, const struct sign_in *sign_in)
{
    if (sign_in->browser_id != 0)
        return sign_in_release_browser(store, &(struct sign_in_release_browser_in){sign_in->browser_id}, NULL);
    return sign_in_release(store, &(struct sign_in_release_in){sign_in->account_id}, NULL);
}

enum result sign_in_settle_right(struct store *store, const struct request *request, const struct keyring *keyring,
    const struct sign_in *sign_in, const char *password)
{
    const char *place = seal_place_password(request->arena, sign_in->account_reference);
    enum result result = sign_in_give_back(store, sign_in);
    if (result != OK || sign_in->initial_sealed.data != NULL
        || !password_is_outdated(request->secrets, keyring, place, sign_in->password_hash))
        return result;
    return password_rehash(store, &(struct password_rehash_in){.account_id = sign_in->account_id,
        .hash = password_seal(request->secrets, keyring, place, password), .old_hash = sign_in->password_hash}, NULL);
}

enum result sign_in_settle_proof(struct store *store, const struct sign_in *sign_in)
{
    enum result result = sign_in_give_back(store, sign_in);
    return result != OK ? result
        : sign_in_forget_failures(store, &(struct sign_in_forget_failures_in){sign_in->account_id}, NULL);
}

enum result sign_in_note(struct store *store, int64_t account_id)
{
    return sign_in_complete(store, &(struct sign_in_complete_in){account_id}, NULL);
}

enum session_stage sign_in_stage(const struct sign_in *sign_in)
{
    return sign_in->has_key ? SESSION_PROVING : SESSION_ENROLLING;
}

enum result sign_in_tell_owner(struct store *store, const struct request *request, const struct keyring *keyring,
    int64_t account_id)
{
    struct sign_in_owner_out owner;
    enum result found = sign_in_owner(store, request->arena, &(struct sign_in_owner_in){account_id}, &owner);
    if (found != OK || text_is_empty(owner.mail_address))
        return found;
    struct mail_order order = {.account_id = account_id, .kind = "account_locked", .recipient = owner.mail_address,
        .request_id = request->id};
    mail_order_value(request->arena, &order, "locked_at", clock_japanese(request->arena, owner.locked_at));
    return mail_order_put(store, request->arena, keyring, &order);
}
