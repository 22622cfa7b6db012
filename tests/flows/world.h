/* A small world for tests of rights: two municipalities and a third one, institutions, and one of everything that
 * an address can name, in every relation to an actor of any role. */
#ifndef NSDB_TEST_WORLD_H
#define NSDB_TEST_WORLD_H

#include "statement.h"
#include "visitor.h"

/* Accounts. The actor is of municipality 1 and institution 1, or of its central organisation. */
enum world_account {
    WORLD_ACTOR = 1,
    WORLD_CLERK = 11,      /* of institution 1; registered by the actor */
    WORLD_DOCTOR,          /* of institution 1, issued by municipality 1 */
    WORLD_SECONDARY,       /* institution 1 is only a 兼務先; issued by municipality 2 */
    WORLD_MANAGER,         /* 責任者 of institution 1, the expected one where the actor is 責任者; registered by the actor */
    WORLD_CANDIDATE,       /* of institution 3, which has no 責任者; issued by municipality 1 */
    WORLD_COLLEAGUE = 21,  /* 職員 of municipality 1 */
    WORLD_CHIEF,           /* another 管理者 of municipality 1 */
    WORLD_MINISTRY_USER = 31,
    WORLD_CONTRACTOR_USER,
    WORLD_OPERATOR_USER,
    WORLD_BOTH = 41,       /* a doctor of institution 4: 小慢 of municipality 1, 難病 of municipality 2 */
    WORLD_OTHER_CLERK = 51,
    WORLD_OTHER_DOCTOR,
    WORLD_OTHER_MANAGER,
    WORLD_OTHER_OFFICIAL,
    WORLD_GONE_CLERK = 61, /* deleted, of institution 1 */
    WORLD_GONE_DOCTOR,     /* deleted, once issued by municipality 1 */
    WORLD_GONE_COLLEAGUE,  /* deleted, of municipality 1 */
    WORLD_GONE_CENTRAL     /* deleted, of 厚労省 */
};

/* Designations: of the account's number times ten, 小慢 one more. */
#define WORLD_DESIGNATION(account, scheme_number) ((account) * 10 + (scheme_number))

enum {
    WORLD_RECEIVED = 801, /* transfers: asked of municipality 1, asked by it, between others */
    WORLD_SENT,
    WORLD_FOREIGN,
    WORLD_IMPORT_OWN = 811, /* imports and their batches: of the actor, of a colleague, of municipality 2 */
    WORLD_IMPORT_COLLEAGUE,
    WORLD_IMPORT_OTHER,
    WORLD_LIST_OWN = 821, /* application lists: loaded by the actor, by another, approved, requested */
    WORLD_LIST_LOADED,
    WORLD_LIST_APPROVED,
    WORLD_LIST_REQUESTED,
    WORLD_NOTHING = 999
};

/* Rows that are named by number. */
enum {
    WORLD_MESSAGE = 9000001, /* to institution 1, and to institution 2 */
    WORLD_MESSAGE_ELSEWHERE,
    WORLD_NAME_MESSAGE,      /* the same about the name */
    WORLD_NAME_MESSAGE_ELSEWHERE,
    WORLD_PLACE,             /* a doctor's own 兼務先, own 主たる勤務先, and another's 兼務先 */
    WORLD_PLACE_PRIMARY,
    WORLD_PLACE_OTHER,
    WORLD_BROWSER,           /* the actor's, and another's */
    WORLD_BROWSER_OTHER,
    WORLD_ROW_NOTHING
};

struct world {
    struct visitor *visitor;
    const char *const *statements; /* what makes it anew, for one role */
    size_t count;
    struct statement fingerprint;
    int import_file; /* what imports hold; set by the test */
};

/* The public id of an account, designation, transfer, import or list. */
const char *world_reference(struct arena *arena, int64_t id);

/* The 医療機関番号 of institution 1 to 4; of none for others. */
const char *world_institution(int number);

/* The hash of session 1 (the actor's), 2 (another's) or 3 (of none), as pages carry it. */
const char *world_session(struct arena *arena, int number);

/* Empties the database and keeps a world for an actor of `role`; world_remake() makes the same again. */
void world_make(struct world *world, struct visitor *visitor, enum role role);
void world_remake(struct world *world);

/* A text that differs when any row differs that a request changes, but for the log and the sessions' last use. */
const char *world_fingerprint(struct world *world, struct arena *arena);

#endif
