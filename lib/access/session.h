/* Who is asking: sessions, their stages, and the account behind them. One statement finds all of it. */
#ifndef NSDB_SESSION_H
#define NSDB_SESSION_H

#include "arena.h"
#include "request.h"
#include "response.h"
#include "rights.h"
#include "store.h"

/* How far a session has come. Each route names the stage it needs. */
enum session_stage {
    SESSION_NONE,      /* no session */
    SESSION_ENROLLING, /* first sign-in, or mail and key again after an extension: only its steps open */
    SESSION_PROVING,   /* password was right, the second factor is missing */
    SESSION_FULL
};

struct session {
    enum session_stage stage;
    int64_t account_id;
    int64_t epoch;                 /* auth_epoch at sign-in; a different one in the database ends the session */
    const char *account_reference; /* the account's public id */
    enum role role;
    const char *login_id;
    const char *display_name;      /* 姓 名 */
    int64_t municipality_id;       /* municipal users; else 0 */
    int64_t institution_id;        /* institution users: the affiliation they work in; else 0 */
    const char *organisation_name; /* 自治体 or 医療機関, "" for others */
    const char *organisation_code; /* 公共団体コード or 医療機関コード */
    enum scheme scheme;            /* which scheme is on screen, for users of both */
    struct bytes token_hash;       /* SHA-256 of the cookie's token: the row's key */
    const char *csrf_token;        /* derived from the token; for forms */
    const char *last_sign_in_at;   /* UTC, of the sign-in before this one; NULL for none */
    bool password_initial;         /* not SESSION_FULL: there is still an initial password */
    const char *step;              /* not SESSION_FULL: mail, key, secret, password, done; "" when there is none */
    struct bytes challenge;        /* what the browser signs to prove its key; changed after each use */
    const char *flash;             /* key of the message that the next page shows; "" for none */
};

/* Without a request for this long a session ends. Pages warn before. */
enum { SESSION_IDLE_MINUTES = 30 };

/* The session of the request's cookie; stage SESSION_NONE when there is none or it ended (idle 30 min,
 * absolute 12 h, revoked). FAILED when the database cannot be asked. One statement; another while the sign-in is not
 * complete, and one that notes the last use, at most once a minute. */
enum result session_find(struct store *store, const struct request *request, struct session *session_out) MUST_USE;

/* Starts a session of session->account_id at `stage` under a new token and gives the cookie's value for
 * session_cookie(). The one of the request's cookie, if any, ends (S03). Runs inside the caller's transaction.
 * Fills stage, token_hash, csrf_token and challenge of *session; the next request finds the rest. NOT_FOUND for a
 * deleted account, REFUSED when the transaction is bound to the account and it was revoked. */
enum result session_start(struct store *store, const struct request *request, enum session_stage stage,
    struct session *session, const char **token_out) MUST_USE;

/* A fresh token and its SHA-256, for a statement that lets the session's row go on under it: its end and all else stay,
 * the old token finds nothing (S03). */
const char *session_token_new(struct arena *arena, struct bytes *hash_out);

/* Gives the browser its session, or takes it away (token NULL). */
void session_cookie(struct response *response, const struct request *request, const char *token);

/* Ends one session. Runs inside the caller's transaction, or alone. */
enum result session_end(struct store *store, const struct session *session) MUST_USE;

/* Ends all sessions of the account at once by changing its auth_epoch; effective on the next request and for
 * writes under way (R-045, S05). Runs inside the caller's transaction. */
enum result session_revoke_all(struct store *store, int64_t account_id) MUST_USE;

/* The same from within one of its own sessions (a new password, A05): the caller starts a new one with
 * session_start() in the same transaction. REFUSED when this session was revoked meanwhile. */
enum result session_revoke_from(struct store *store, const struct session *session) MUST_USE;

/* Keeps the key of a message for the next page; "" takes it away. */
enum result session_flash(struct store *store, const struct session *session, const char *key) MUST_USE;

/* Uses session->challenge up and gives the next one in its place. CONFLICT when another answer was first. */
enum result session_challenge_use(struct store *store, struct arena *arena, struct session *session) MUST_USE;

/* The stage as the database and logs write it. */
const char *session_stage_word(enum session_stage stage);

#endif
