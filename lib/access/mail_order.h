/* A mail that the worker is to send: ordered in the transaction that wants it, its content sealed. The worker puts
 * the values into the wording conf/mail/<kind>.txt. */
#ifndef NSDB_MAIL_ORDER_H
#define NSDB_MAIL_ORDER_H

#include "arena.h"
#include "bytes.h"
#include "list.h"
#include "seal.h"
#include "store.h"

struct mail_value {
    const char *name;
    const char *value;
};

struct mail_order {
    int64_t account_id;            /* whom it is for; 0 for nobody in particular */
    const char *kind;              /* key_file, account_locked, … */
    const char *recipient;
    const char *request_id;
    LIST_OF(struct mail_value) values;
    const char *attachment_name;   /* NULL for none */
    struct bytes attachment;
};

/* Adds a value for the wording. */
void mail_order_value(struct arena *arena, struct mail_order *order, const char *name, const char *value);

/* Writes the outbox row. Runs inside the caller's transaction. */
enum result mail_order_put(struct store *store, struct arena *arena, const struct keyring *keyring,
    const struct mail_order *order) MUST_USE;

/* Opens the sealed column of an outbox row: fills values and attachment, in `secrets`. REFUSED when it was altered. */
enum result mail_order_open(struct arena *secrets, const struct keyring *keyring, const char *message_id,
    struct bytes sealed, struct mail_order *order_out) MUST_USE;

#endif
