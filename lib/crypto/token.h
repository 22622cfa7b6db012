/* All randomness of the system: from the operating system's generator through OpenSSL (C04). */
#ifndef NSDB_TOKEN_H
#define NSDB_TOKEN_H

#include "arena.h"

/* Fills `size` bytes; ends the process when the generator fails (a weak secret is worse than none). */
void token_bytes(void *bytes, size_t size);

/* 128 random bits as 22 characters of base64url: public ids, idempotency keys, Message-IDs. */
const char *token_reference(struct arena *arena);

/* A ユーザID: 12 characters, capitals and digits without look-alikes. */
const char *token_login_id(struct arena *arena);

/* An initial password: 12 characters of 54 symbols without 0 O 1 l I and other look-alikes, uniformly drawn. */
const char *token_initial_password(struct arena *arena);

/* A passphrase to write down: four groups of four, "k7mp-x3wd-9hqz-t4vb". */
const char *token_passphrase(struct arena *arena);

#endif
