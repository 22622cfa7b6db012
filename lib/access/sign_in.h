/* The first factor: ID and password, or the initial password of a notice. Every attempt takes the same way and
 * the same work whatever is wrong with it (A14): one lookup, one statement that counts it, one key derivation. */
#ifndef NSDB_SIGN_IN_H
#define NSDB_SIGN_IN_H

#include "request.h"
#include "rights.h"
#include "seal.h"
#include "session.h"
#include "store.h"

enum sign_in_verdict {
    SIGN_IN_WRONG,   /* unknown ID, wrong password, locked: told alike */
    SIGN_IN_EXPIRED, /* the initial password was right, but its days are over */
    SIGN_IN_UNREAD,  /* the stored hash does not open (logged): neither right nor wrong can be told */
    SIGN_IN_RIGHT
};

/* One attempt; lives in the request's arena. */
struct sign_in {
    int64_t account_id;            /* 0 for an unknown ID */
    int64_t epoch;                 /* when the secrets were read: a session begins only under the same */
    const char *account_reference;
    enum role role;
    bool counted;                  /* a try could be taken: without one nothing is verified */
    int64_t browser_id;            /* the known browser whose budget the try came from; 0 for the account's */
    bool has_key;
    const char *step;              /* of a first sign-in under way, "" for none */
    struct bytes password_hash;    /* sealed (password.h); NULL for none */
    struct bytes initial_sealed;   /* NULL for none; while it exists no other password works */
    int64_t slip_number;
    bool initial_expired;
    struct bytes source;           /* whom the limiter holds to account */
    int64_t source_failures;       /* when it was looked up */
};

/* Finds the account behind an ID (of text_login_id()); an unknown one makes an attempt like any other. */
enum result sign_in_find(struct store *store, const struct request *request, const char *login_id,
    struct sign_in *sign_in_out) MUST_USE;

/* How long this attempt has to wait first; a known browser never waits. */
int64_t sign_in_delay_ms(const struct sign_in *sign_in);

/* Takes a try of the account or the known browser, before anything is verified (T17); `secret` tells repeated mistakes apart
 * from new ones. What nobody can pay for (no such ID, locked, no tries left) cannot be right and counts for the source at once:
 * so there is one durable write before the verification in every case, and a busy disk does not tell which IDs exist (A14). */
enum result sign_in_begin(struct store *store, const struct keyring *keyring, struct bytes secret,
    struct sign_in *sign_in) MUST_USE;

/* Verifies. The same work in every case. */
enum sign_in_verdict sign_in_verify(const struct sign_in *sign_in, struct arena *secrets,
    const struct keyring *keyring, const char *password);

/* Gives the try back that sign_in_begin() took. */
enum result sign_in_give_back(struct store *store, const struct sign_in *sign_in) MUST_USE;

/* After a wrong secret (password or key): counts it for the source, unless that was done, and locks the account when that was
 * the last try. *locked_out tells whether this call did it; the caller logs it and writes to the owner. Inside the caller's
 * transaction. */
enum result sign_in_settle_wrong(struct store *store, const struct sign_in *sign_in, bool *locked_out) MUST_USE;

/* After a right password: gives the try back and renews a hash with outdated parameters or without a seal (C02). Inside the
 * caller's transaction. */
enum result sign_in_settle_right(struct store *store, const struct request *request, const struct keyring *keyring,
    const struct sign_in *sign_in, const char *password) MUST_USE;

/* The stage that follows a right password: the second factor when there is a key, otherwise the registration. */
enum session_stage sign_in_stage(const struct sign_in *sign_in);

/* Finds the session's account and takes a try for the second factor from the same budgets. */
enum result sign_in_begin_proof(struct store *store, const struct request *request, const struct keyring *keyring,
    const struct session *session, struct bytes secret, struct sign_in *sign_in_out) MUST_USE;

/* After a right proof: gives the try back and forgets the failures before it. Inside the caller's transaction. */
enum result sign_in_settle_proof(struct store *store, const struct sign_in *sign_in) MUST_USE;

/* Notes a complete sign-in. Inside the caller's transaction. */
enum result sign_in_note(struct store *store, int64_t account_id) MUST_USE;

/* Orders the mail that tells the owner about a lock, when an address is known. Inside the caller's transaction. */
enum result sign_in_tell_owner(struct store *store, const struct request *request, const struct keyring *keyring,
    int64_t account_id) MUST_USE;

#endif
