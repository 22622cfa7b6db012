/* Sessions are reference tokens: the cookie holds 256 random bits, the database their SHA-256 (S02). */
#include "session.h"

#include <string.h>

#include "auth_epoch_query.h"
#include "csrf.h"
#include "digest.h"
#include "session_query.h"
#include "source.h"
#include "text.h"
#include "token.h"

enum { TOKEN_BYTES = 32, CHALLENGE_BYTES = 32, LIFETIME_HOURS = 12, USE_NOTED_AFTER_SECONDS = 60 };

static const char cookie_name[] = "nsdb";

static const char *const stage_words[] = {
    [SESSION_NONE] = "",
    [SESSION_ENROLLING] = "enrolling",
    [SESSION_PROVING] = "proving",
    [SESSION_FULL] = "full",
};

const char *session_stage_word(enum session_stage stage)
{
    return stage_words[stage];
}

static enum session_stage stage_from_word(const char *word)
{
    for (int stage = SESSION_ENROLLING; stage <= SESSION_FULL; stage++)
        if (text_equal(stage_words[stage], word))
            return (enum session_stage)stage;
    return SESSION_NONE;
}

static struct bytes random_bytes(struct arena *arena, size_t size)
{
    uint8_t *bytes = arena_alloc(arena, size);
    token_bytes(bytes, size);
    return (struct bytes){bytes, size};
}

static struct bytes hash_of_token(struct arena *arena, const char *token)
{
    struct digest digest = digest_of_text(token);
    return (struct bytes){arena_copy(arena, digest.bytes, DIGEST_BYTES), DIGEST_BYTES};
}

/* A doctor who is 責任者 of the institution in which the session works has both sets of rights. */
static enum role role_of(const char *word, bool is_manager)
{
    enum role role = role_from_word(word);
    return role == ROLE_DOCTOR && is_manager ? ROLE_DOCTOR_MANAGER : role;
}

static struct session session_from_row(struct arena *arena, const struct session_lookup_out *row)
{
    return (struct session){
        .stage = stage_from_word(row->stage),
        .account_id = row->account_id,
        .epoch = row->epoch,
        .account_reference = row->account_reference,
        .role = role_of(row->role, row->is_manager != 0),
        .login_id = row->login_id,
        .display_name = arena_format(arena, "%s %s", row->family_name, row->given_name),
        .municipality_id = row->municipality_id,
        .institution_id = row->institution_id,
        .organisation_name = row->organisation_name,
        .organisation_code = row->organisation_code,
        .scheme = scheme_from_word(row->scheme),
        .last_sign_in_at = row->last_sign_in_at,
        .step = "",
        .challenge = row->challenge,
        .flash = row->flash,
    };
}

static enum result find_steps(struct store *store, struct arena *arena, struct session *session)
{
    struct session_steps_out steps;
    if (session->stage == SESSION_FULL)
        return OK;
    enum result result = session_steps(store, arena, &(struct session_steps_in){session->account_id}, &steps);
    if (result == OK) {
        session->step = steps.step;
        session->password_initial = steps.password_initial != 0;
    }
    return result;
}

static enum result note_use(struct store *store, const struct session *session, int64_t idle_seconds)
{
    if (idle_seconds < USE_NOTED_AFTER_SECONDS)
        return OK;
    return session_use_write(store, &(struct session_use_write_in){session->token_hash}, NULL);
}

enum result session_find(struct store *store, const struct request *request, struct session *session_out)
{
    *session_out = (struct session){.stage = SESSION_NONE, .flash = "", .step = "", .organisation_name = "",
        .organisation_code = ""};
    const char *token = request_cookie(request, cookie_name);
    if (text_is_empty(token))
        return OK;
    struct arena *arena = request->arena;
    struct bytes hash = hash_of_token(arena, token);
    struct session_lookup_out row;
    enum result found = session_lookup(store, arena, &(struct session_lookup_in){hash, SESSION_IDLE_MINUTES}, &row);
    if (found == NOT_FOUND)
        return OK;
    if (found != OK)
        return found;
    *session_out = session_from_row(arena, &row);
    session_out->token_hash = hash;
    session_out->csrf_token = csrf_token(arena, token);
    found = find_steps(store, arena, session_out);
    return found == OK ? note_use(store, session_out, row.idle_seconds) : found;
}

static enum result end_cookies_session(struct store *store, const struct request *request)
{
    const char *token = request_cookie(request, cookie_name);
    return text_is_empty(token)
        ? OK
        : session_delete(store, &(struct session_delete_in){hash_of_token(request->arena, token)}, NULL);
}

const char *session_token_new(struct arena *arena, struct bytes *hash_out)
{
    const char *token = digest_base64url(arena, random_bytes(arena, TOKEN_BYTES));
    *hash_out = hash_of_token(arena, token);
    return token;
}

enum result session_start(struct store *store, const struct request *request, enum session_stage stage,
    struct session *session, const char **token_out)
{
    struct arena *arena = request->arena;
    struct bytes hash;
    const char *token = session_token_new(arena, &hash);
    struct bytes challenge = random_bytes(arena, CHALLENGE_BYTES);
    enum result result = end_cookies_session(store, request);
    if (result != OK)
        return result;
    int64_t made = 0;
    result = session_insert(store, &(struct session_insert_in){.token_hash = hash, .account_id = session->account_id,
        .epoch = store_bound_epoch(store, session->account_id), .stage = session_stage_word(stage),
        .challenge = challenge, .source = source_bytes(arena, request->source), .user_agent = request->user_agent,
        .lifetime_hours = LIFETIME_HOURS}, &made);
    if (result == OK)
        result = store_epoch_met(store, session->account_id, made > 0);
    if (result == OK && made == 0)
        result = NOT_FOUND;
    if (result != OK)
        return result;
    session->stage = stage;
    session->token_hash = hash;
    session->csrf_token = csrf_token(arena, token);
    session->challenge = challenge;
    *token_out = token;
    return OK;
}

void session_cookie(struct response *response, const struct request *request, const char *token)
{
    response_cookie(response, request, cookie_name, text_or(token, ""));
}

enum result session_end(struct store *store, const struct session *session)
{
    return session_delete(store, &(struct session_delete_in){session->token_hash}, NULL);
}

enum result session_revoke_all(struct store *store, int64_t account_id)
{
    return auth_epoch_advance(store, &(struct auth_epoch_advance_in){account_id}, NULL);
}

/* The wall before COMMIT then asks for the epoch that this transaction itself made. */
enum result session_revoke_from(struct store *store, const struct session *session)
{
    int64_t changed = 0;
    enum result result = session_epoch_advance(store,
        &(struct session_epoch_advance_in){session->account_id, session->epoch}, &changed);
    if (result == OK && changed == 0)
        return REFUSED;
    if (result == OK)
        store_bind_epoch(store, session->account_id, session->epoch + 1);
    return result;
}

enum result session_flash(struct store *store, const struct session *session, const char *key)
{
    return session_flash_write(store, &(struct session_flash_write_in){session->token_hash, key}, NULL);
}

enum result session_challenge_use(struct store *store, struct arena *arena, struct session *session)
{
    struct bytes next = random_bytes(arena, CHALLENGE_BYTES);
    int64_t changed = 0;
    enum result result = session_challenge_change(store,
        &(struct session_challenge_change_in){session->token_hash, session->challenge, next}, &changed);
    if (result == OK && changed == 0)
        return CONFLICT;
    if (result == OK)
        session->challenge = next;
    return result;
}
