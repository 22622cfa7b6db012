/* Inside the store room: the connection itself, its faults and its prepared statements. */
#ifndef NSDB_CONNECTION_H
#define NSDB_CONNECTION_H

#include "client.h"

#include "database_tls.h"
#include "statement.h"
#include "store.h"

enum { TRIES_AT_MOST = 5, PREPARED_SLOTS = 1024, CONFLICT_KEY_BYTES = 128 };

struct prepared;

struct store {
    struct arena *arena;            /* the program's life */
    struct arena *connection_arena; /* what ends with the connection: prepared statements' buffers */
    const char *program;
    const char *socket;             /* NULL: hosts are used */
    struct database_hosts hosts;    /* none with a socket */
    size_t first_host;              /* where in them the next connection begins */
    size_t host_now;                /* who is spoken to, or was at last */
    struct database_tls tls;
    const char *database;
    const char *user;
    const char *password;           /* NULL: unix_socket authentication */
    unsigned connect_seconds;
    unsigned answer_seconds;
    long lock_wait_seconds;
    long lock_wait_brief;           /* store_wait_briefly(): instead of the former; 0 = no */
    long lock_wait_now;             /* what the connection was told */
    long time_shift_seconds;
    MYSQL *mysql;                   /* NULL while there is no connection */
    struct prepared *prepared[PREPARED_SLOTS];
    unsigned prepared_count;
    unsigned statement_count;
    unsigned fault;                 /* error number of the last FAILED; 0 when it was not the server's */
    bool in_transaction;
    bool broken;                    /* this transaction cannot commit; whether again is told by the fault */
    bool impatient;                 /* ping: one try only, unless another host may know better */
    bool revoked;                   /* the last transaction met another epoch */
    int64_t epoch_account;
    int64_t epoch;
    bool epoch_met;                 /* in this transaction: nothing can change it before COMMIT */
    char now[32];                   /* the transaction's time; "" until asked */
    char conflict_key[CONFLICT_KEY_BYTES];
};

/* Fills in what the settings say about the database (store.h) and checks it without asking a server: FAILED, logged. */
enum result store_settings_read(struct store *store, const struct settings *settings) MUST_USE;

/* Makes sure that there is a live connection; opens one when there is none: to the first host of the list that accepts
 * one, from first_host on. */
enum result connection_ready(struct store *store) MUST_USE;

/* Forgets connection and prepared statements. */
void connection_drop(struct store *store);

/* Whether nothing says that the server has closed the connection: costs one poll. */
bool connection_is_alive(struct store *store);

/* Runs a constant command without values, such as START TRANSACTION. */
enum result connection_command(struct store *store, const char *command) MUST_USE;

/* Classifies an error that the client library has just given: CONFLICT with the key's name kept, or
 * FAILED with the fault kept and, unless it will be tried again, logged. `what` names the statement. */
enum result connection_fault(struct store *store, unsigned number, const char *message, const char *what);

/* Whether the fault passes when the whole transaction, on a new connection if need be, is run again. */
bool fault_is_passing(unsigned number);

/* Whether it means that the connection is gone. */
bool fault_is_loss(unsigned number);

/* Whether no answer came, so that nobody knows what became of a write. With an answer an error means that nothing was
 * stored. */
bool fault_hides_outcome(unsigned number);

/* Sleeps before try number `next` (2, 3, …): 50 ms doubled each time, between half and all of it. */
void connection_pause(unsigned next);

/* The statement, prepared on this connection. */
enum result prepared_find(struct store *store, const struct statement *statement, struct prepared **prepared_out)
    MUST_USE;

/* Closes all prepared statements. */
void prepared_drop_all(struct store *store);

#endif
