/* 移管の依頼: municipality A asks for the designation that B issued; with B's approval B's designation ends and A's
 * begins in one transaction, on the same login. All calls run inside the caller's transaction; the caller writes the
 * operation log and orders the mails. */
#ifndef NSDB_TRANSFER_STORE_H
#define NSDB_TRANSFER_STORE_H

#include "designated_doctor_store.h"
#include "store.h"
#include "transfer_query.h"

/* Who decides: a person of a municipality. */
struct transfer_decider {
    int64_t account_id;
    int64_t municipality_id;
    const char *source;
    const char *request_id;
};

/* A decided request: what the log and the mails need. */
struct transfer {
    struct transfer_lock_out row;
    struct transfer_person_out person; /* of an approval */
    int64_t designation_id;            /* the new one */
    struct transfer_told_rows told;
    struct complaints complaints;      /* why not */
};

/* Asks for the designation of an examined registration (REGISTRATION_OTHER_MUNICIPALITY). REFUSED with a complaint
 * when the answer is another by now, the 指定医番号 is in use, or a request is open. `designation_id_out`: B's
 * designation. */
enum result transfer_request(struct store *store, struct arena *arena, const struct doctor_registrar *registrar,
    struct doctor_registration *registration, const char *reference, struct complaints *complaints,
    int64_t *designation_id_out) MUST_USE;

/* The issuer approves: designation, places of work and 責任者 of the old side end, the new designation begins; a
 * doctor in use registers mail and key again at the next sign-in, and every session ends (as with ).
 * Credentials give the references of what is new. REFUSED with a complaint when somebody decided before or the ID
 * has ended; NOT_FOUND for everybody but the issuer. */
enum result transfer_approve(struct store *store, struct arena *arena, const struct transfer_decider *decider,
    const char *reference, const struct doctor_credentials *credentials, struct transfer *transfer_out) MUST_USE;

/* The issuer refuses with a reason; who asked withdraws. REFUSED and NOT_FOUND as above. */
enum result transfer_refuse(struct store *store, struct arena *arena, const struct transfer_decider *decider,
    const char *reference, const char *reason, struct transfer *transfer_out) MUST_USE;
enum result transfer_withdraw(struct store *store, struct arena *arena, const struct transfer_decider *decider,
    const char *reference, struct transfer *transfer_out) MUST_USE;

/* The word on screens: 依頼中, 承認, 却下, 取下げ, IDの削除で終了. */
const char *transfer_state_label(const char *state);

#endif
